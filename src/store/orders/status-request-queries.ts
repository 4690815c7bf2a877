import { and, eq, isNull } from "drizzle-orm"
import type { Database } from "../context"
import { statusRequests } from "./tables"

export type StatusRequestRow = typeof statusRequests.$inferSelect

export async function insertStatusRequest(
  db: Database,
  row: Pick<StatusRequestRow, "id" | "orderId" | "status" | "tracking" | "requestedBy" | "requestedAt">,
): Promise<void> {
  await db.insert(statusRequests).values(row)
}

export async function findStatusRequest(db: Database, id: string): Promise<StatusRequestRow | undefined> {
  const [row] = await db.select().from(statusRequests).where(eq(statusRequests.id, id))
  return row
}

/** Writes the answer down; one that is final stays. */
export async function answerStatusRequest(
  db: Database,
  id: string,
  answer: Pick<StatusRequestRow, "state"> & { readonly message?: string; readonly answeredAt?: Date },
): Promise<void> {
  await db
    .update(statusRequests)
    .set(answer)
    .where(and(eq(statusRequests.id, id), isNull(statusRequests.answeredAt)))
}
