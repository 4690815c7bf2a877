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
