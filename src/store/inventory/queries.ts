import { and, eq, sql } from "drizzle-orm"
import { variants } from "../catalog/tables"
import type { Database } from "../context"
import { inventoryAdjustments, stockHolds } from "./tables"

type AdjustmentInsert = typeof inventoryAdjustments.$inferInsert

/** Adds `change` to a variant's stock unless that would take it below zero. */
export async function changeStock(
  db: Database,
  variantId: string,
  change: number,
): Promise<{ stock: number } | "insufficient" | "unknown"> {
  const [row] = await db
    .update(variants)
    .set({ stock: sql`${variants.stock} + ${change}`, updatedAt: sql`now()` })
    .where(and(eq(variants.id, variantId), sql`${variants.stock} + ${change} >= 0`))
    .returning({ stock: variants.stock })
  if (row) return row
  const known = await db.select({ id: variants.id }).from(variants).where(eq(variants.id, variantId))
  return known.length > 0 ? "insufficient" : "unknown"
}

export async function insertAdjustments(db: Database, rows: AdjustmentInsert[]): Promise<void> {
  if (rows.length > 0) await db.insert(inventoryAdjustments).values(rows)
}

/** Whether the order has taken its stock, and whether it has given it back. */
export async function findOrderMovements(
  db: Database,
  orderId: string,
): Promise<{ variantId: string; mode: string; quantityChange: number }[]> {
  return db
    .select({
      variantId: inventoryAdjustments.variantId,
      mode: inventoryAdjustments.mode,
      quantityChange: inventoryAdjustments.quantityChange,
    })
    .from(inventoryAdjustments)
    .where(eq(inventoryAdjustments.orderId, orderId))
}

/** Sets units of a variant aside if that many are neither sold nor held. */
export async function insertHold(
  db: Database,
  hold: { orderId: string; variantId: string; quantity: number },
): Promise<boolean> {
  const taken = await db
    .update(variants)
    .set({ held: sql`${variants.held} + ${hold.quantity}` })
    .where(
      and(eq(variants.id, hold.variantId), sql`${variants.stock} - ${variants.held} >= ${hold.quantity}`),
    )
    .returning({ id: variants.id })
  if (taken.length === 0) return false
  await db.insert(stockHolds).values(hold)
  return true
}

/** Ends the order's holds and answers with what they held; empty when there were none. */
export async function deleteHolds(
  db: Database,
  orderId: string,
): Promise<{ variantId: string; quantity: number }[]> {
  // Locking the variants in id order first keeps this from deadlocking with a checkout that is taking them.
  await db.execute(sql`
    select ${variants.id} from ${variants}
    where ${variants.id} in (select ${stockHolds.variantId} from ${stockHolds} where ${stockHolds.orderId} = ${orderId})
    order by ${variants.id} for update`)
  const holds = await db
    .delete(stockHolds)
    .where(eq(stockHolds.orderId, orderId))
    .returning({ variantId: stockHolds.variantId, quantity: stockHolds.quantity })
  for (const hold of holds) {
    await db
      .update(variants)
      .set({ held: sql`${variants.held} - ${hold.quantity}` })
      .where(eq(variants.id, hold.variantId))
  }
  return holds
}
