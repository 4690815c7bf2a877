import type { EngineContext } from "../engine-context"
import { acceptWithin } from "../events/accept-events"
import { systemEvent } from "../events/system-event"
import { canonicalJson } from "../protocol/canonical-json"
import type { Unit } from "../queue/unit"
import { completeWait } from "../steps/complete-wait"
import type { Ending } from "./finish-run"
import type { LockedRun } from "./lock-run"

/**
 * Ends an active run that is locked: result stored, jobs and waits gone, whoever invoked it answered, and
 * the system events that tell of it stored.
 */
export async function endRun(
  unit: Unit,
  context: EngineContext,
  run: LockedRun,
  ending: Ending | { status: "cancelled" },
): Promise<void> {
  const output = ending.status === "completed" ? canonicalJson(ending.output) : null
  const error = ending.status === "failed" ? canonicalJson(ending.failure) : null
  await unit.sql.query(
    "update engine.runs set status = $2, output = $3, error = $4, ended_at = now() where id = $1",
    [run.id, ending.status, output, error],
  )
  run.active = false
  await unit.sql.query("delete from engine.jobs where run_id = $1", [run.id])
  await unit.sql.query("delete from engine.waits where run_id = $1", [run.id])
  await unit.sql.query(
    "update engine.steps set status = 'cancelled', ended_at = now() where run_id = $1 and seq is null",
    [run.id],
  )
  if (run.parentRunId && run.parentStepId) {
    const status = ending.status === "completed" ? "completed" : "failed"
    await completeWait(unit, run.parentRunId, run.parentStepId, answerTo(ending), status)
  }
  const events = await systemEvents(unit, run, ending)
  const heard = await awaitedOrListened(unit, context, events)
  await acceptWithin(unit, context, heard)
}

function answerTo(ending: Ending | { status: "cancelled" }): string {
  if (ending.status === "completed") return canonicalJson({ data: ending.output ?? null })
  if (ending.status === "failed") return canonicalJson({ error: ending.failure })
  return canonicalJson({
    error: {
      name: "InngestInvokeCancelled",
      message: "The invoked function was cancelled before it finished.",
    },
  })
}

async function systemEvents(unit: Unit, run: LockedRun, ending: Ending | { status: "cancelled" }) {
  const { rows } = await unit.sql.query<{ payload: string; name: string }>(
    `select e.payload, e.name from engine.runs r
     join lateral unnest(r.event_ids) with ordinality as ids(id, position) on true
     join engine.events e on e.id = ids.id where r.id = $1 order by ids.position`,
    [run.id],
  )
  // Functions that answer for others' endings end without a word, or they would never stop.
  if (rows.some((row) => row.name.startsWith("inngest/function.") && row.name !== "inngest/function.invoked"))
    return []
  const events = rows.map((row): unknown => JSON.parse(row.payload))
  const data = { function_id: run.functionId, run_id: run.id, event: events[0] ?? {}, events }
  if (ending.status === "cancelled") {
    return [
      systemEvent("inngest/function.cancelled", run.id, {
        ...data,
        error: { error: "function cancelled", message: "function cancelled", name: "Error" },
        _inngest: { status: "Cancelled" },
      }),
    ]
  }
  if (ending.status === "completed") {
    const result = { result: ending.output ?? null, _inngest: { status: "Completed" } }
    return [systemEvent("inngest/function.finished", run.id, { ...data, ...result })]
  }
  const error = { error: { error: ending.failure.name, ...ending.failure }, _inngest: { status: "Failed" } }
  return [
    systemEvent("inngest/function.finished", run.id, { ...data, ...error }),
    systemEvent("inngest/function.failed", run.id, { ...data, ...error }),
  ]
}

/** A finished run's event is stored only when it means something to somebody; a failed one's always. */
async function awaitedOrListened(
  unit: Unit,
  context: EngineContext,
  events: ReturnType<typeof systemEvent>[],
) {
  if (events.length === 0) return []
  const { rows } = await unit.sql.query<{ event_name: string }>(
    "select distinct event_name from engine.waits where event_name = any($1::text[])",
    [events.map((event) => event.name)],
  )
  const awaited = new Set(rows.map((row) => row.event_name))
  return events.filter(
    ({ name }) =>
      name !== "inngest/function.finished" || awaited.has(name) || context.registry.listensTo(name),
  )
}
