import { canonicalJson } from "../protocol/canonical-json"
import { engineFailure, type Failure } from "../protocol/failure"
import type { RunState } from "../runs/run-state"
import { MAX_OUTPUT_BYTES, type Memo } from "./memo"
import type { Outcome } from "./read-outcome"

const UNDERSTOOD = new Set([
  "StepRun",
  "Step",
  "StepFailed",
  "StepPlanned",
  "Sleep",
  "WaitForEvent",
  "WaitForSignal",
  "InvokeFunction",
])

/** What an SDK can ask for in the middle of a run, and what to write in its place. */
const UNSUPPORTED: Record<string, string> = {
  AIGateway: "Call the model inside step.run or step.ai.wrap.",
  Gateway: "Call fetch inside step.run.",
  DeferAdd: "Use step.invoke or step.sendEvent in place of defer.",
  DeferAbort: "Use step.invoke or step.sendEvent in place of defer.",
}

/** Of one run, whatever became of them. */
const MAX_STEPS = 1000
/** Of what the steps of one run have returned, together. */
const MAX_STATE_BYTES = 32 * 1024 * 1024

/** Why a run must end with this outcome: it asks for what the engine cannot do, or for more than it allows. */
export function refuseOutcome(outcome: Outcome, run: RunState, memos: readonly Memo[]): Failure | null {
  const unknown = outcome.ops.find(({ op }) => !UNDERSTOOD.has(op))
  if (unknown) {
    const advice = UNSUPPORTED[unknown.op] ?? "Use another kind of step."
    return engineFailure(
      "UnsupportedStep",
      `Step "${unknown.displayName}" is of the kind ${unknown.op}, which inngest-postgres does not support. ${advice}`,
    )
  }
  if (outcome.kind === "completed" && Buffer.byteLength(canonicalJson(outcome.output)) > MAX_OUTPUT_BYTES) {
    return engineFailure(
      "OutputTooLarge",
      `The function returned more than ${MAX_OUTPUT_BYTES} bytes. Store the value elsewhere and return a reference to it.`,
    )
  }
  return tooMuch(run, memos, outcome.kind === "ops" ? outcome.ops.length : 0)
}

/** Why a run may not go on with these memos, and `steps` steps in all that are new. */
export function tooMuch(run: RunState, memos: readonly Memo[], steps = memos.length): Failure | null {
  if (run.steps.size + steps > MAX_STEPS) {
    return engineFailure(
      "TooManySteps",
      `The run has more than ${MAX_STEPS} steps. Split it with step.invoke or step.sendEvent.`,
    )
  }
  const fresh = memos.filter(({ id }) => !run.steps.has(id))
  if (run.bytes + fresh.reduce((sum, { output }) => sum + Buffer.byteLength(output), 0) > MAX_STATE_BYTES) {
    return engineFailure(
      "StateTooLarge",
      `The run's steps have returned more than ${MAX_STATE_BYTES} bytes together. Store large values elsewhere and return references to them.`,
    )
  }
  return null
}
