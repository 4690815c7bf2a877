import { fieldMatch } from "../expressions/field-match"
import type { FunctionConfig } from "../functions/function-config"
import { type Moment, momentFromNowMs, momentParameter, momentSql } from "../protocol/duration"
import type { Unit } from "../queue/unit"
import { hasRunTimers, type WantedRun } from "./wanted-run"

interface Timer {
  id: string
  kind: "cancel" | "start" | "finish"
  event?: string
  expression?: string | null
  until: Moment | null
}

/** Stores what can end a run from outside: the events that cancel it and its function's timeouts. */
export async function insertRunTimers(unit: Unit, config: FunctionConfig, run: WantedRun): Promise<void> {
  if (!hasRunTimers(config)) return
  const trigger: unknown = JSON.parse(run.events[0] ?? "null")
  for (const { id, kind, event = null, expression = null, until } of timersOf(config, run.delayMs)) {
    const match = fieldMatch(expression, trigger)
    await unit.sql.query(
      `insert into engine.waits (run_id, step_id, kind, event_name, expression, match_path, match_key, fires_at)
       values ($1, $2, $3, $4, $5, $6, $7, ${until ? momentSql(until, 8) : "$8"})`,
      [run.id, id, kind, event, expression, match.path, match.key, until && momentParameter(until)],
    )
    if (until) unit.dueInMs = Math.min(unit.dueInMs, momentFromNowMs(until))
  }
}

function timersOf({ cancelOn, flow }: FunctionConfig, delayMs: number): Timer[] {
  const timers: Timer[] = cancelOn.map((cancel, index) => ({
    id: `$cancel:${index}`,
    kind: "cancel",
    ...cancel,
  }))
  const { startMs, finishMs } = flow.timeouts
  // A run whose event is of the future is not late before it may start.
  if (startMs !== null) timers.push({ id: "$start", kind: "start", until: { afterMs: delayMs + startMs } })
  if (finishMs !== null) timers.push({ id: "$finish", kind: "finish", until: { afterMs: finishMs } })
  return timers
}
