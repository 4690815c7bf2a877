import { sql } from "drizzle-orm"
import { z } from "zod"
import { recordAudit } from "../audit/record-audit"
import type { Product } from "../catalog/product"
import {
  archiveProducts,
  findProduct,
  insertProduct,
  listProducts,
  listStoredVariants,
  saveVariants,
} from "../catalog/queries"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { moveStock } from "./move-stock"
import { lockVariants } from "./queries"
import { tellOfStock } from "./tell-of-stock"

export const resetCatalogSchema = z.strictObject({
  actorEmail: z.email().max(254),
  overwriteStock: z.boolean().default(false).describe("Sets the stock of known variants to the source's."),
  deleteUnknownProducts: z
    .boolean()
    .default(false)
    .describe("Takes products that the source does not have off the shelf."),
})

export interface CatalogReset {
  readonly importRunId: string
  /** How many products and variants the source has. */
  readonly products: number
  readonly variants: number
  readonly source: string
}

const CATALOG_LOCK = 7_239_116

/**
 * Brings the catalogue back to its source: adds what is missing; overwrites stock and removes products only when
 * asked. Everything through the ledger, in one transaction; running it again changes nothing more.
 */
export async function resetCatalog(
  ctx: Context,
  input: { readonly overwriteStock: boolean; readonly deleteUnknownProducts: boolean },
): Promise<CatalogReset> {
  const source = await ctx.ports.catalogSource.read()
  const importRunId = newId("importRun")
  await inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(${CATALOG_LOCK})`)
    // All at once and in id order: one product after the other would deadlock with a cart of several.
    await lockVariants(
      tx.db,
      source.products.flatMap(({ variants }) => variants.map(({ id }) => id)),
    )
    const opening: { variantId: string; quantityChange: number }[] = []
    const counted: { variantId: string; quantityChange: number }[] = []
    for (const [position, product] of source.products.entries()) {
      if (!(await findProduct(tx.db, product.id))) await addProduct(tx, product, position)
      const stored = await listStoredVariants(tx.db, product.id, [])
      const missing = product.variants.filter(({ id }) => !stored.some((variant) => variant.id === id))
      await saveVariants(
        tx.db,
        missing.map(({ id, size, color }) => ({
          id,
          size,
          color,
          productId: product.id,
          updatedAt: tx.now(),
        })),
      )
      opening.push(...missing.map(({ id, stock }) => ({ variantId: id, quantityChange: stock })))
      if (input.overwriteStock) counted.push(...differences(product, stored))
    }
    await moveStock(
      tx,
      { batchId: importRunId, mode: "opening", source: source.name, reason: "Opening stock" },
      opening,
    )
    const cause = {
      batchId: importRunId,
      mode: "audit_count",
      source: source.name,
      reason: "Stock of the catalogue's source",
    } as const
    await moveStock(tx, cause, counted)
    if (input.deleteUnknownProducts) await archiveUnknown(tx, source.products)
    await recordAudit(tx, {
      action: "catalog.reset",
      subject: importRunId,
      after: { ...input, source: source.name, added: opening.length, counted: counted.length },
    })
    const told = { key: importRunId, source: "reset", reason: "Catalogue reset", causeId: importRunId }
    await tellOfStock(tx, told, [...opening, ...counted])
  })
  ctx.ports.catalogChanged()
  const variants = source.products.reduce((sum, product) => sum + product.variants.length, 0)
  return { importRunId, products: source.products.length, variants, source: source.name }
}

async function addProduct(tx: Context, product: Product, position: number): Promise<void> {
  const { variants, currency, ...row } = product
  const lists = { colors: [...row.colors], sizes: [...row.sizes], tags: [...row.tags] }
  await insertProduct(tx.db, { ...row, ...lists, position, createdAt: tx.now(), updatedAt: tx.now() })
}

function differences(product: Product, stored: Awaited<ReturnType<typeof listStoredVariants>>) {
  return product.variants.flatMap(({ id, stock }) => {
    const known = stored.find((variant) => variant.id === id)
    const quantityChange = known ? stock - known.stock : 0
    return quantityChange === 0 ? [] : [{ variantId: id, quantityChange }]
  })
}

async function archiveUnknown(tx: Context, known: readonly Product[]): Promise<void> {
  const ids = new Set(known.map(({ id }) => id))
  const unknown = (await listProducts(tx.db)).filter(({ id }) => !ids.has(id))
  await archiveProducts(
    tx.db,
    unknown.map(({ id }) => id),
    tx.now(),
  )
}
