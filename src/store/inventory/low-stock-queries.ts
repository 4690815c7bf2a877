import { and, asc, eq, gt, inArray, isNull, lte, notExists } from "drizzle-orm"
import { products, variants } from "../catalog/tables"
import type { Database } from "../context"
import { newId } from "../identifiers"
import type { LowStockItem } from "../ports"
import { lowStockNotices as notices } from "./tables"

const PORTION = 1_000

/** Opens a notice for every variant in the shop that is at or under the threshold and has none. */
export async function openNotices(db: Database, threshold: number, now: Date): Promise<void> {
  const open = db
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.variantId, variants.id), isNull(notices.resolvedAt)))
  const low = await db
    .select({ variantId: variants.id, stock: variants.stock })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(
      and(
        lte(variants.stock, threshold),
        isNull(variants.archivedAt),
        isNull(products.archivedAt),
        notExists(open),
      ),
    )
  for (let from = 0; from < low.length; from += PORTION) {
    const portion = low.slice(from, from + PORTION)
    await db
      .insert(notices)
      .values(portion.map((variant) => ({ id: newId("notice"), ...variant, openedAt: now })))
      .onConflictDoNothing()
  }
}

/** Ends the notices of variants that are above the threshold again; the next drop is a new one. */
export async function resolveNotices(db: Database, threshold: number, now: Date): Promise<number> {
  const recovered = db.select({ id: variants.id }).from(variants).where(gt(variants.stock, threshold))
  const resolved = await db
    .update(notices)
    .set({ resolvedAt: now })
    .where(and(isNull(notices.resolvedAt), inArray(notices.variantId, recovered)))
    .returning({ id: notices.id })
  return resolved.length
}

/** The open notices that nobody was told of yet, with the stock as it is now. */
export async function listUntold(db: Database): Promise<LowStockItem[]> {
  return db
    .select({
      id: notices.id,
      variantId: variants.id,
      productName: products.name,
      sku: products.sku,
      size: variants.size,
      color: variants.color,
      stock: variants.stock,
    })
    .from(notices)
    .innerJoin(variants, eq(variants.id, notices.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .where(and(isNull(notices.resolvedAt), isNull(notices.notifiedAt)))
    .orderBy(asc(products.name), asc(variants.id))
    .limit(100)
}

export async function markTold(db: Database, ids: readonly string[], now: Date): Promise<void> {
  await db
    .update(notices)
    .set({ notifiedAt: now })
    .where(inArray(notices.id, [...ids]))
}
