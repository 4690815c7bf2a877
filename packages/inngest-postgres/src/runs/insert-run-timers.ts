import type { FunctionConfig } from "../functions/function-config"
import type { Unit } from "../queue/unit"
import { hasRunTimers, type WantedRun } from "./wanted-run"

/** Stores what can end a run from outside: the events that cancel it and its function's timeouts. */
export async function insertRunTimers(unit: Unit, config: FunctionConfig, run: WantedRun): Promise<void> {
  if (!hasRunTimers(config)) return
  const { startMs, finishMs } = config.flow.timeouts
  const rows = [
    ...config.cancelOn.map((cancel, index) => ({ id: `$cancel:${index}`, kind: "cancel", ...cancel })),
    ...(startMs === null
      ? []
      : [{ id: "$start", kind: "start", event: null, expression: null, timeoutMs: startMs }]),
    ...(finishMs === null
      ? []
      : [{ id: "$finish", kind: "finish", event: null, expression: null, timeoutMs: finishMs }]),
  ]
  for (const row of rows) {
    await unit.sql.query(
      `insert into engine.waits (run_id, step_id, kind, event_name, expression, fires_at)
       values ($1, $2, $3, $4, $5, now() + $6::float8 * interval '1 millisecond')`,
      [run.id, row.id, row.kind, row.event, row.expression, row.timeoutMs],
    )
    if (row.timeoutMs !== null) unit.dueInMs = Math.min(unit.dueInMs, row.timeoutMs)
  }
}
