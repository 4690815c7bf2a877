import type { Answer } from "../protocol/call-function"
import { type Failure, readFailure } from "../protocol/failure"
import { type Op, RUN_STEP_ID, readOps } from "../protocol/op"
import { retryAfterMs } from "../queue/retry-delay"

/** What one call of a function means. */
export type Outcome =
  | { kind: "ops"; ops: Op[]; everyStep: boolean }
  | { kind: "completed"; ops: Op[]; output: unknown }
  | {
      kind: "failed"
      ops: Op[]
      failure: Failure
      retriable: boolean
      retryAfterMs: number | null
      step: Op | null
    }

/** Makes sense of an answer. Whatever is not the SDK's own protocol counts as a failure to be retried. */
export function readOutcome(answer: Answer, nowMs: number): Outcome {
  const delayMs = retryAfterMs(answer.retryAfter, nowMs)
  const failed = (failure: Failure, retriable: boolean): Outcome => ({
    kind: "failed",
    ops: [],
    failure,
    retriable,
    retryAfterMs: delayMs,
    step: null,
  })
  const body = parse(answer.body)
  if (answer.status === 206) {
    let ops: Op[]
    try {
      ops = readOps(body)
    } catch (error) {
      return failed(readFailure((error as Error).message, ""), true)
    }
    return opsOutcome(ops, answer, delayMs)
  }
  if (answer.status === 200) return { kind: "completed", ops: [], output: body }
  const failure = readFailure(body, `The function's endpoint answered ${answer.status}.`)
  // A 400 without the SDK's header is somebody else's: a proxy, a body limit.
  return failed(failure, answer.noRetry === null ? true : !answer.noRetry)
}

function opsOutcome(ops: Op[], answer: Answer, delayMs: number | null): Outcome {
  const complete = ops.find((op) => op.op === "RunComplete")
  if (complete) return { kind: "completed", ops: ops.filter((op) => op !== complete), output: complete.data }
  const failing = ops.find((op) => op.op === "StepError" || (op.op === "StepFailed" && op.id === RUN_STEP_ID))
  if (failing) {
    return {
      kind: "failed",
      ops: ops.filter((op) => op !== failing),
      failure: readFailure(failing.error, `Step "${failing.displayName}" failed.`),
      retriable: failing.op === "StepError",
      retryAfterMs: delayMs,
      step: failing.id === RUN_STEP_ID ? null : failing,
    }
  }
  if (ops.length === 0) {
    const failure = readFailure("The function's answer named no step, although nothing was pending.", "")
    return { kind: "failed", ops, failure, retriable: true, retryAfterMs: null, step: null }
  }
  return { kind: "ops", ops, everyStep: answer.version === 1 }
}

function parse(body: string): unknown {
  if (body === "") return null
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}
