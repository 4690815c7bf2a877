import { type QueryContext, reading } from "./query-context"

/** Reads an event's payload when somebody asks for it, and once. Null when the event is no longer stored. */
export function payloadOf(id: string): (context: QueryContext) => Promise<string | null> {
  let payload: Promise<string | null> | undefined
  return (context) => {
    payload ??= readPayload(context, id)
    return payload
  }
}

async function readPayload(context: QueryContext, id: string): Promise<string | null> {
  const { rows } = await reading(context).query<{ payload: string }>(
    "select payload from engine.events where id = $1",
    [id],
  )
  return context.budget.text(rows[0]?.payload ?? null)
}
