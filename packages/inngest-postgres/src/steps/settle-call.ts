import type { EngineContext } from "../engine-context"
import type { FunctionConfig } from "../functions/function-config"
import type { Answer } from "../protocol/call-function"
import { engineFailure, type Failure } from "../protocol/failure"
import type { Op } from "../protocol/op"
import type { HeldJob } from "../queue/held-job"
import { retryLater } from "../queue/retry-later"
import { finishRun } from "../runs/finish-run"
import { loadRuns } from "../runs/run-state"
import { advanceRun } from "./advance-run"
import { memoOf, remember } from "./memo"
import { memoizeAndContinue } from "./memoize"
import { type Outcome, readOutcome } from "./read-outcome"

const RAN = new Set(["StepRun", "Step", "StepFailed"])
const UNDERSTOOD = new Set([
  ...RAN,
  "StepPlanned",
  "Sleep",
  "WaitForEvent",
  "WaitForSignal",
  "InvokeFunction",
])
/** Of one run, whatever became of them. */
export const MAX_STEPS = 1000

/**
 * Writes what a call led to, in one transaction, and returns the job to go on with at once, if there is
 * one. Safe to repeat with the same arguments: what was written stays, what is missing is written.
 */
export async function settleCall(
  context: EngineContext,
  config: FunctionConfig,
  job: HeldJob,
  answer: Answer,
): Promise<HeldJob | null> {
  const outcome = refuseUnknown(readOutcome(answer, Date.now()), job)
  const memos = outcome.ops.filter((op) => RAN.has(op.op)).map((op) => memoOf(op, job.attempt))
  if (outcome.kind === "completed") {
    return finishRun(context, job, memos, { status: "completed", output: outcome.output })
  }
  if (outcome.kind === "failed") {
    if (!outcome.retriable || job.attempt + 1 >= config.maxAttempts) {
      return finishRun(context, job, memos, { status: "failed", failure: outcome.failure })
    }
    const delayMs = outcome.retryAfterMs ?? context.retryDelayMs(job.attempt)
    return retryLater(context, job, memos, outcome.failure, outcome.step, delayMs)
  }
  if (job.stepId === null && job.run.plain && memos.length === outcome.ops.length) {
    const next = await memoizeAndContinue(context, job, memos)
    if (!next) return null
    if (context.shared) next.run = (await loadRuns(context.db, [next.run.id])).get(next.run.id) ?? next.run
    else remember(next.run, memos)
    return next
  }
  return advanceRun(context, job, memos, outcome.ops, outcome.everyStep)
}

/** Makes a failure of an answer that asks for what the engine cannot do, or for more than it allows. */
function refuseUnknown(outcome: Outcome, job: HeldJob): Outcome {
  const unknown = outcome.ops.find((op: Op) => !UNDERSTOOD.has(op.op))
  if (unknown) {
    return refused(
      engineFailure(
        "UnsupportedStep",
        `Step "${unknown.displayName}" is a ${unknown.op} step, which this engine does not support.`,
      ),
    )
  }
  const total = job.run.steps.size + outcome.ops.length
  if (outcome.kind === "ops" && total > MAX_STEPS) {
    return refused(
      engineFailure(
        "TooManySteps",
        `The run has more than ${MAX_STEPS} steps. Split it with step.invoke or step.sendEvent.`,
      ),
    )
  }
  return outcome
}

function refused(failure: Failure): Outcome {
  return { kind: "failed", ops: [], failure, retriable: false, retryAfterMs: null, step: null }
}
