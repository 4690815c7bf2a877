import { encodeTime } from "ulid"
import type { RunRow } from "../runs/page-runs"
import type { TracedStep } from "../runs/run-trace"
import { type QueryContext, reading } from "./query-context"
import { isoOf } from "./time"

/** What is particular to a step's kind. */
export function stepInfo(run: RunRow, step: TracedStep) {
  const { op, opts, awaits, firesAt, found } = step
  const timeout = isoOf(firesAt)
  const expression = opts.if ?? null
  const ended = step.status === "completed" || step.status === "failed"
  switch (op) {
    case "Sleep":
      return { __typename: "SleepStepInfo", sleepUntil: timeout ?? isoOf(step.endedAt) }
    case "WaitForEvent":
      return {
        __typename: "WaitForEventStepInfo",
        eventName: awaits ?? found?.name ?? null,
        expression,
        timeout,
        foundEventID: found?.id ?? null,
        timedOut: ended ? found === null : null,
      }
    case "WaitForSignal":
      return { __typename: "WaitForSignalStepInfo", signal: opts.signal ?? null, timeout, timedOut: null }
    case "InvokeFunction":
      return {
        __typename: "InvokeStepInfo",
        functionID: opts.function_id ?? null,
        timeout,
        ...invokedRun(run, step),
      }
    default:
      return { __typename: "RunStepInfo", type: opts.type ?? null }
  }
}

/** A run is made in the moment in which its step is. */
const WITHIN_MS = 10 * 60_000

/** The run that a step invoked: looked for among those of its function that were made when the step was. */
function invokedRun(run: RunRow, { id, opts, createdAt }: TracedStep) {
  let found: Promise<{ id: string; event: string } | undefined> | undefined
  const find = (context: QueryContext) => {
    const [from, until] = [-WITHIN_MS, WITHIN_MS].map((ms) => encodeTime(createdAt.getTime() + ms, 10))
    found ??= reading(context)
      .query<{ id: string; event: string }>(
        `select id, event_ids[1] as event from engine.runs
         where function_id = $1 and id between $2 and $3 and parent_run_id = $4 and parent_step_id = $5`,
        [opts.function_id, from, until, run.id, id],
      )
      .then(({ rows }) => rows[0])
    return found
  }
  return {
    runID: async (_: unknown, context: QueryContext) => (await find(context))?.id ?? null,
    triggeringEventID: async (_: unknown, context: QueryContext) => (await find(context))?.event ?? null,
    returnEventID: null,
    timedOut: null,
  }
}
