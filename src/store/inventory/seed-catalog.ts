import { sql } from "drizzle-orm"
import { BUNDLED_CATALOG } from "../catalog/bundled-catalog"
import { hasProducts, insertProduct, insertVariants } from "../catalog/queries"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { moveStock } from "./move-stock"

const SEED_LOCK = 7_239_115

/**
 * Puts the bundled catalogue into an empty database, opening stock through the ledger. A database that has any
 * product is left alone: an admin's edits are never overwritten. Safe in several processes at once.
 */
export async function seedCatalog(ctx: Context): Promise<{ seeded: boolean }> {
  return inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${SEED_LOCK})`)
    if (await hasProducts(tx.db)) return { seeded: false }
    for (const [position, product] of BUNDLED_CATALOG.entries()) {
      const { variants, currency, ...row } = product
      await insertProduct(tx.db, {
        ...row,
        position,
        colors: [...row.colors],
        sizes: [...row.sizes],
        tags: [...row.tags],
      })
      await insertVariants(
        tx.db,
        variants.map(({ id, size, color }) => ({ id, productId: product.id, size, color })),
      )
    }
    await moveStock(
      tx,
      { batchId: newId("batch"), mode: "opening", source: "bundled-catalogue", reason: "Opening stock" },
      BUNDLED_CATALOG.flatMap(({ variants }) =>
        variants.map(({ id, stock }) => ({ variantId: id, quantityChange: stock })),
      ),
    )
    return { seeded: true }
  })
}
