import { and, desc, eq, isNull } from "drizzle-orm"
import type { Database } from "../store/context"
import { newId } from "../store/identifiers"
import type { Alerts } from "../store/ports"
import { alerts } from "./tables"

/** Alerts as rows that the dashboard lists: one per key. */
export function createAlertList(db: Database): Alerts {
  return {
    async raise({ key, kind, message, orderId }) {
      await db
        .insert(alerts)
        .values({ id: newId("alert"), key, kind, message, orderId: orderId ?? null, createdAt: new Date() })
        .onConflictDoNothing({ target: alerts.key })
    },
  }
}

export type AlertRow = typeof alerts.$inferSelect

/** Newest first. `open` leaves out what has been resolved. */
export async function listAlerts(db: Database, open: boolean, limit = 200): Promise<AlertRow[]> {
  return db
    .select()
    .from(alerts)
    .where(open ? isNull(alerts.resolvedAt) : undefined)
    .orderBy(desc(alerts.createdAt))
    .limit(limit)
}

/** Puts an alert to rest; false when it was at rest already. */
export async function resolveAlert(db: Database, id: string, now: Date): Promise<boolean> {
  const resolved = await db
    .update(alerts)
    .set({ resolvedAt: now })
    .where(and(eq(alerts.id, id), isNull(alerts.resolvedAt)))
    .returning({ id: alerts.id })
  return resolved.length > 0
}
