import { createHash } from "node:crypto"
import { decodeTime } from "ulid"
import type { EngineContext } from "../engine-context"
import { isObject } from "../protocol/op"
import { readSender } from "../protocol/trace-context"

/**
 * A seed for the ids of events sent by `step.sendEvent` that is the same whenever the same step sends: a
 * step that sent and died before its memo was stored sends again, and those events are then known.
 * Null when they were sent by anything else.
 */
export async function stepEventSeed(
  context: EngineContext,
  tracestate: string | null,
  body: unknown,
): Promise<string | null> {
  const sender = readSender(tracestate)
  if (!sender) return null
  // Steps in sequence have no id of their own here: they are told apart by how many came before.
  const position = sender.stepId ?? String(await completedSteps(context, sender.runId))
  const names = (Array.isArray(body) ? body : [body]).map((event) =>
    isObject(event) ? String(event.name) : "",
  )
  const hash = createHash("sha256")
    .update(JSON.stringify([sender.runId, position, names]))
    .digest()
  return `${decodeTime(sender.runId)},${hash.subarray(0, 10).toString("base64")}`
}

async function completedSteps(context: EngineContext, runId: string): Promise<number> {
  const { rows } = await context.db.query<{ count: number }>(
    "select count(*)::int as count from engine.steps where run_id = $1 and seq is not null",
    [runId],
  )
  return rows[0]?.count ?? 0
}
