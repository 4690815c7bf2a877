import { ulid } from "ulid"
import type { EngineContext } from "../engine-context"
import { newEvent } from "../events/incoming-event"
import { storeEvents } from "../events/store-events"
import { engineFailure } from "../protocol/failure"
import { isObject, type Op } from "../protocol/op"
import type { Unit } from "../queue/unit"
import type { LockedRun } from "../runs/lock-run"
import { notStarted, startRun } from "../runs/plan-runs"
import { failStep } from "./fail-step"
import { insertWait } from "./insert-wait"

/** How long an invocation waits when it is given no timeout: a year, as on Inngest. */
const DEFAULT_TIMEOUT = "365d"

/** Starts the run of another function and waits for its result. */
export async function invokeFunction(
  unit: Unit,
  context: EngineContext,
  run: LockedRun,
  op: Op,
): Promise<boolean> {
  const functionId = typeof op.opts.function_id === "string" ? op.opts.function_id : ""
  const config = context.registry.get(functionId)
  if (!config) {
    const message = `No function "${functionId}" is registered, so it cannot be invoked.`
    return failStep(unit, run.id, op.id, engineFailure("FunctionNotFound", message))
  }
  const until = typeof op.opts.timeout === "string" ? op.opts.timeout : DEFAULT_TIMEOUT
  const payload = isObject(op.opts.payload) ? op.opts.payload : {}
  const event = newEvent({
    id: ulid(),
    callerId: null,
    name: "inngest/function.invoked",
    data: {
      ...(isObject(payload.data) ? payload.data : {}),
      _inngest: {
        correlation_id: `${run.id}.${op.id}`,
        fn_id: functionId,
        name: "inngest/function.invoked",
        source_fn_id: run.functionId,
      },
    },
    ts: Date.now(),
    extra: payload,
  })
  await insertWait(unit, run.id, op.id, { kind: "invoke", until })
  await storeEvents(unit.sql, [event])
  const started = await startRun(unit, context, config, event, {
    origin: "invoke",
    parentRunId: run.id,
    parentStepId: op.id,
  })
  if (started) return false
  await unit.sql.query("delete from engine.waits where run_id = $1 and step_id = $2", [run.id, op.id])
  const message = notStarted(functionId)
  return failStep(unit, run.id, op.id, engineFailure("FunctionNotStarted", message))
}
