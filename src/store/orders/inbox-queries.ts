import { and, asc, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm"
import type { Database } from "../context"
import type { PaymentEvent } from "./payment-event"
import { webhookEvents, webhookInbox } from "./tables"

export type InboxRow = typeof webhookInbox.$inferSelect

/**
 * Puts the events into the inbox, but for those that are there or were handled before. In the order of their ids, so that
 * processes which are sent the same ones don't wait for each other in a circle.
 */
export async function insertInbox(db: Database, events: readonly PaymentEvent[]): Promise<void> {
  await db.execute(sql`
    insert into ${webhookInbox} (id, event)
    select event->>'id', event from jsonb_array_elements(${JSON.stringify(events)}::jsonb) as event
    where not exists (select 1 from ${webhookEvents} where ${webhookEvents.id} = event->>'id')
    order by event->>'id'
    on conflict do nothing`)
}

/** Takes events that are due, oldest first, for this process for so long. */
export async function claimInbox(db: Database, limit: number, leaseMs: number): Promise<InboxRow[]> {
  const free = or(isNull(webhookInbox.claimedUntil), lt(webhookInbox.claimedUntil, sql`now()`))
  const due = db
    .select({ id: webhookInbox.id })
    .from(webhookInbox)
    .where(and(lte(webhookInbox.dueAt, sql`now()`), free))
    .orderBy(asc(webhookInbox.dueAt))
    .limit(limit)
    .for("update", { skipLocked: true })
  return db
    .update(webhookInbox)
    .set({ attempts: sql`${webhookInbox.attempts} + 1`, claimedUntil: inMs(leaseMs) })
    .where(inArray(webhookInbox.id, due))
    .returning()
}

/** Gives the event back, to be handled again after so long. */
export async function postponeInbox(db: Database, id: string, delayMs: number): Promise<void> {
  await db
    .update(webhookInbox)
    .set({ claimedUntil: null, dueAt: inMs(delayMs) })
    .where(eq(webhookInbox.id, id))
}

export async function deleteInbox(db: Database, id: string): Promise<void> {
  await db.delete(webhookInbox).where(eq(webhookInbox.id, id))
}

function inMs(ms: number) {
  return sql`now() + ${ms}::float8 * interval '1 millisecond'`
}
