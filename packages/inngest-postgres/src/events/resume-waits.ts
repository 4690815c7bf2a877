import type { EngineContext } from "../engine-context"
import { holds } from "../expressions/evaluate"
import type { Unit } from "../queue/unit"
import { cancelWithin } from "../runs/cancel-run"
import { completeWait } from "../steps/complete-wait"
import type { NewEvent } from "./incoming-event"

interface Waiting {
  run_id: string
  step_id: string
  kind: "event" | "cancel"
  event_name: string
  expression: string | null
  trigger: string | null
}

/** Ends the waits and cancels the runs that new events match. `event` is the run's own, `async` the new one. */
export async function resumeWaits(
  unit: Unit,
  context: EngineContext,
  events: readonly NewEvent[],
): Promise<void> {
  const { rows } = await unit.sql.query<Waiting>(
    `select w.run_id, w.step_id, w.kind, w.event_name, w.expression, e.payload as trigger
     from engine.waits w
     join engine.runs r on r.id = w.run_id
     left join engine.events e on e.id = r.event_ids[1]
     where w.event_name = any($1::text[])
     order by w.run_id, w.kind, w.step_id`,
    [[...new Set(events.map((event) => event.name))]],
  )
  const ended = new Set<string>()
  for (const waiting of rows) {
    if (ended.has(waiting.run_id)) continue
    const trigger: unknown = waiting.expression && waiting.trigger ? JSON.parse(waiting.trigger) : null
    const match = events.find(
      (event) =>
        event.name === waiting.event_name &&
        holds(waiting.expression, { event: trigger, async: event.value }),
    )
    if (!match) continue
    if (waiting.kind === "cancel") {
      ended.add(waiting.run_id)
      await cancelWithin(unit, context, waiting.run_id)
    } else {
      await completeWait(unit, waiting.run_id, waiting.step_id, match.payload)
    }
  }
}
