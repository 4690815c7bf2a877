import type { EngineContext } from "../engine-context"
import type { FunctionConfig } from "../functions/function-config"
import type { Answer } from "../protocol/call-function"
import type { HeldJob } from "../queue/held-job"
import { retryLater } from "../queue/retry-later"
import { finishRun } from "../runs/finish-run"
import { loadRuns, remember } from "../runs/run-state"
import { advanceRun } from "./advance-run"
import { memoOf } from "./memo"
import { memoizeAndContinue } from "./memoize"
import { readOutcome } from "./read-outcome"
import { refuseOutcome } from "./refuse-outcome"

const RAN = new Set(["StepRun", "Step", "StepFailed"])

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
  const outcome = readOutcome(answer, Date.now())
  const memos = outcome.ops.filter((op) => RAN.has(op.op)).map((op) => memoOf(op, job.attempt))
  const refused = refuseOutcome(outcome, job.run, memos)
  if (refused) return finishRun(context, job, [], { status: "failed", failure: refused })
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
