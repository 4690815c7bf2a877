import { cancelRun } from "../runs/cancel-run"
import { getRun } from "../runs/inspect-runs"
import { loadRuns } from "../runs/run-state"
import type { Handler } from "./api"
import { refusal } from "./api-request"
import { answer, runBody } from "./read-events"

const UNKNOWN = "There is no run of this id."

/** `GET /v1/runs/:id` */
export const readRun: Handler = async ({ context }, _request, id) => {
  const run = await getRun(context, id)
  return run ? answer(runBody({ ...run, output: run.error ?? run.output })) : refusal(404, UNKNOWN)
}

/** `DELETE /v1/runs/:id`: cancels a run. */
export const deleteRun: Handler = async ({ context }, _request, id) => {
  if (await cancelRun(context, id)) return { status: 202, body: { status: 202 } }
  const run = await getRun(context, id)
  return run ? refusal(409, `The run has ended: it is ${run.status}.`) : refusal(404, UNKNOWN)
}

/** `GET /v0/runs/:id/batch`: a run's events, for a call whose body would have been too large. */
export const getBatch: Handler = async ({ context }, _request, id) => {
  const run = (await loadRuns(context.db, [id])).get(id)
  return run ? { status: 200, body: run.events.map((event) => JSON.parse(event)) } : refusal(404, UNKNOWN)
}

/** `GET /v0/runs/:id/actions`: a run's memos, for the same. */
export const getMemos: Handler = async ({ context }, _request, id) => {
  const run = (await loadRuns(context.db, [id])).get(id)
  if (!run) return refusal(404, UNKNOWN)
  return {
    status: 200,
    body: Object.fromEntries([...run.steps].map(([step, memo]) => [step, JSON.parse(memo)])),
  }
}
