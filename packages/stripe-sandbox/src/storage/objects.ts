import type { Sql } from "../database"
import type { Details, Documents, Kind } from "./documents"

export interface StoredObject<K extends Kind> {
  object: Documents[K]
  details: Details[K]
}

/** Adds an object. False, and nothing stored, when the id is taken. */
export async function insertObject<K extends Kind>(
  sql: Sql,
  kind: K,
  object: Documents[K],
  details: Details[K],
): Promise<boolean> {
  const { rows } = await sql.query(
    `insert into sandbox.objects
       (kind, id, created, status, payment_intent, charge, event_type, due_at, object, details)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10::json)
     on conflict (kind, id) do nothing returning id`,
    [kind, object.id, object.created, ...columnsOf(object, details), text(object), text(details)],
  )
  return rows.length === 1
}

/** The object, or undefined. With `lock` the row stays locked until the transaction ends. */
export async function findObject<K extends Kind>(
  sql: Sql,
  kind: K,
  id: string,
  lock: "lock" | "read" = "read",
): Promise<StoredObject<K> | undefined> {
  const { rows } = await sql.query<StoredObject<K>>(
    `select object, details from sandbox.objects where kind = $1 and id = $2${lock === "lock" ? " for update" : ""}`,
    [kind, id],
  )
  return rows[0]
}

/** Replaces an object that the caller has locked. */
export async function saveObject<K extends Kind>(
  sql: Sql,
  kind: K,
  object: Documents[K],
  details: Details[K],
): Promise<void> {
  await sql.query(
    `update sandbox.objects
        set status = $3, payment_intent = $4, charge = $5, event_type = $6, due_at = $7,
            object = $8::json, details = $9::json
      where kind = $1 and id = $2`,
    [kind, object.id, ...columnsOf(object, details), text(object), text(details)],
  )
}

/** status, payment_intent, charge, event_type, due_at: derived here only, so that they cannot drift from the document. */
function columnsOf(object: Documents[Kind], details: Details[Kind]): unknown[] {
  return [
    "status" in object ? object.status : null,
    "payment_intent" in object ? idOf(object.payment_intent) : null,
    "charge" in object ? idOf(object.charge) : null,
    object.object === "event" ? object.type : null,
    dueAt(object, details),
  ]
}

function idOf(reference: string | { id: string } | null | undefined): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null)
}

function dueAt(object: Documents[Kind], details: Details[Kind]): Date | null {
  if (object.object === "checkout.session" && object.status === "open")
    return new Date(object.expires_at * 1000)
  if ("settlement" in details && details.settlement) return new Date(details.settlement.at)
  return null
}

/** json, not jsonb, in the tables: webhook bodies and answers keep the order in which Stripe lists the fields. */
function text(value: unknown): string {
  return JSON.stringify(value)
}
