import { asc, desc, eq } from "drizzle-orm"
import type { Database } from "../store/context"
import type { Vault } from "../store/ports"
import { mails } from "./tables"

export interface OutboxMessage {
  readonly id: string
  readonly orderId: string | null
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly createdAt: Date
}

export async function listOutboxMessages(db: Database, vault: Vault, limit = 100): Promise<OutboxMessage[]> {
  const rows = await db.select().from(mails).orderBy(desc(mails.createdAt)).limit(limit)
  return rows.map((row) => openMessage(vault, row))
}

export async function findOutboxMessage(
  db: Database,
  vault: Vault,
  id: string,
): Promise<OutboxMessage | undefined> {
  const [row] = await db.select().from(mails).where(eq(mails.id, id))
  return row && openMessage(vault, row)
}

/** Which mails about an order are kept, oldest first, without opening them. */
export async function listMailsOfOrder(db: Database, orderId: string) {
  return db
    .select({ id: mails.id, key: mails.idempotencyKey, via: mails.via, createdAt: mails.createdAt })
    .from(mails)
    .where(eq(mails.orderId, orderId))
    .orderBy(asc(mails.createdAt))
}

function openMessage(vault: Vault, row: typeof mails.$inferSelect): OutboxMessage {
  const message = JSON.parse(vault.open(row.message, row.id)) as Omit<
    OutboxMessage,
    "id" | "orderId" | "createdAt"
  >
  return { ...message, id: row.id, orderId: row.orderId, createdAt: row.createdAt }
}
