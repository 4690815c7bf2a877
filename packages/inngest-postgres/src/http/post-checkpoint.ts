import { readDispatchId } from "../protocol/call-function"
import { isObject, readOps } from "../protocol/op"
import { remember } from "../runs/run-state"
import { memoOf } from "../steps/memo"
import { tooMuch } from "../steps/refuse-outcome"
import type { Handler } from "./api"
import { readJson, refusal } from "./api-request"

/**
 * `POST /v1/checkpoint/:run/async`: stores steps that ran while their call goes on. 409 tells the SDK to stop. What it
 * tells of a step that has only begun is not kept.
 */
export const postCheckpoint: Handler = async ({ context }, request, runId) => {
  const body = await readJson(request)
  const dispatch = isObject(body) ? readDispatchId(body.qi_id) : null
  if (!isObject(body) || !dispatch) return refusal(400, "A checkpoint needs the qi_id of its call.")
  const job = context.pump.job(dispatch.id)
  const ops = readOps(body.steps).filter(({ op }) => op !== "StepPlanned")
  if (ops.some((op) => op.op !== "StepRun")) return refusal(400, "Only steps that ran can be checkpointed.")
  const memos = ops.map((op) => memoOf(op, job?.attempt ?? 0))
  // The SDK then hands these steps over with its call's answer, where they fail the step or the run.
  if (memos.some((memo) => memo.status === "failed")) return refusal(413, "A step's output is too large.")
  const problem = job && tooMuch(job.run, memos)
  if (problem) return refusal(413, problem.message)
  const stored = await context.checkpoint({ runId, job: dispatch, memos })
  if (!stored) return refusal(409, "This call's lease is lost.")
  if (job?.fence === dispatch.fence) remember(job.run, memos)
  return { status: 200, body: null }
}
