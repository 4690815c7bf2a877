import type { EngineContext } from "../engine-context"
import { readFlowControl } from "../functions/flow-control"
import type { FunctionConfig } from "../functions/function-config"
import type { Answer } from "../protocol/call-function"
import { sqlState } from "../sql"
import { settleCall } from "../steps/settle-call"
import type { HeldJob } from "./held-job"
import { giveBack } from "./lease"

/** Calls the function of a job and writes what came of it. Resolves to the job to go on with at once, if any. */
export async function executeJob(context: EngineContext, job: HeldJob): Promise<HeldJob | null> {
  const config = context.registry.get(job.run.functionId)
  if (context.registry.unreadable(job.run.functionId)) return putOff(context, job)
  if (!config) return settle(context, job, unknownFunction(job.run.functionId))
  let answer: Answer
  try {
    answer = await context.call(config, job)
  } catch (error) {
    answer = unreachable(error)
  }
  return settle(context, job, answer)
}

const UNREADABLE_PAUSE_MS = 30_000

/** Another process may be able to make the call, or this one when the function has been registered again. */
async function putOff(context: EngineContext, job: HeldJob): Promise<null> {
  await giveBack(context, job, UNREADABLE_PAUSE_MS)
  context.pump.dueIn(UNREADABLE_PAUSE_MS)
  return null
}

/** Writes until it is written or the lease can no longer be ours; every try is the same and repeatable. */
async function settle(context: EngineContext, job: HeldJob, answer: Answer): Promise<HeldJob | null> {
  const config = context.registry.get(job.run.functionId) ?? { ...LOST_FUNCTION, id: job.run.functionId }
  const giveUpAt = performance.now() + 2 * context.leaseMs
  for (let delayMs = 20; ; delayMs = Math.min(delayMs * 2, 1000)) {
    try {
      return await settleCall(context, config, job, answer)
    } catch (error) {
      const hopeless = isRefusal(error) || performance.now() > giveUpAt
      context.log[hopeless ? "error" : "warn"](
        { err: error, runId: job.run.id },
        "A call's outcome was not written.",
      )
      if (hopeless) return null
      await new Promise((resolve) => setTimeout(resolve, delayMs))
    }
  }
}

/** A statement Postgres understood and refused: repeating it would change nothing. */
function isRefusal(error: unknown): boolean {
  const state = sqlState(error)
  return state !== undefined && /^(2[1-8]|42)/.test(state) && !state.startsWith("25")
}

const LOST_FUNCTION: FunctionConfig = {
  id: "",
  appId: "",
  name: "",
  url: "",
  triggers: [],
  maxAttempts: 5,
  concurrency: [],
  idempotency: null,
  cancelOn: [],
  flow: readFlowControl({}),
}

function unknownFunction(functionId: string): Answer {
  return failure(500, {
    name: "UnknownFunction",
    message: `No function "${functionId}" is registered. Deploy it again, or cancel the run.`,
  })
}

function unreachable(error: unknown): Answer {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
  return failure(503, { name, message, stack })
}

/** An answer as the SDK gives it for an attempt that failed and may be made again. */
function failure(
  status: number,
  error: { name: string; message: string; stack?: string | undefined },
): Answer {
  return { status, noRetry: false, retryAfter: null, version: null, body: JSON.stringify(error) }
}
