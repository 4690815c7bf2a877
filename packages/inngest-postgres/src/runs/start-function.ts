import { ulid } from "ulid"
import type { EngineContext } from "../engine-context"
import { newEvent } from "../events/incoming-event"
import { storeEvents } from "../events/store-events"
import { runUnit } from "../queue/unit"
import { notStarted, startRun } from "./plan-runs"

/**
 * Starts a run of a function by hand, as if it had been invoked with this data. Resolves to the run's id.
 * @throws Error in words when there is no such function, or its own rules are against the run; EventRefused when the
 * data is too large
 */
export async function startFunction(
  context: EngineContext,
  functionId: string,
  data: Record<string, unknown>,
  user: Record<string, unknown>,
): Promise<string> {
  const config = context.registry.get(functionId)
  if (!config) throw new Error(`There is no function "${functionId}".`)
  const name = "inngest/function.invoked"
  const event = newEvent({
    id: ulid(),
    callerId: null,
    name,
    data: { ...data, _inngest: { fn_id: functionId, name } },
    ts: Date.now(),
    extra: { user },
  })
  const runId = await runUnit(context, async (unit) => {
    await storeEvents(unit.sql, [event])
    return startRun(unit, context, config, event, { origin: "invoke" })
  })
  if (runId === null) throw new Error(notStarted(functionId))
  return runId
}
