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
  for (const { id, kind, event, expression, until } of timersOf(config)) {
    await unit.sql.query(
      `insert into engine.waits (run_id, step_id, kind, event_name, expression, fires_at)
       values ($1, $2, $3, $4, $5, ${until ? momentSql(until, 6) : "$6"})`,
      [run.id, id, kind, event ?? null, expression ?? null, until && momentParameter(until)],
    )
    if (until) unit.dueInMs = Math.min(unit.dueInMs, momentFromNowMs(until))
  }
}

function timersOf({ cancelOn, flow }: FunctionConfig): Timer[] {
  const timers: Timer[] = cancelOn.map((cancel, index) => ({
    id: `$cancel:${index}`,
    kind: "cancel",
    ...cancel,
  }))
  const { startMs, finishMs } = flow.timeouts
  if (startMs !== null) timers.push({ id: "$start", kind: "start", until: { afterMs: startMs } })
  if (finishMs !== null) timers.push({ id: "$finish", kind: "finish", until: { afterMs: finishMs } })
  return timers
}
