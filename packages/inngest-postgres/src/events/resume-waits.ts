import type { EngineContext } from "../engine-context"
import { holds } from "../expressions/evaluate"
import type { Unit } from "../queue/unit"
import { cancelWithin } from "../runs/cancel-run"
import { completeWait } from "../steps/complete-wait"
import { eachPossibleWait } from "./find-waits"
import type { NewEvent } from "./incoming-event"

/** Ends the waits and cancels the runs that new events match. `event` is the run's own, `async` the new one. */
export async function resumeWaits(
  unit: Unit,
  context: EngineContext,
  events: readonly NewEvent[],
): Promise<void> {
  const ended = new Set<string>()
  for await (const waiting of eachPossibleWait(unit.sql, events)) {
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
