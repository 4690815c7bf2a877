import { and, asc, desc, eq, gte, ilike, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm"
import { compareSizes } from "../catalog/product"
import { products, variants } from "../catalog/tables"
import type { Database } from "../context"
import type { AdjustmentMode } from "./adjustment"
import { inventoryAdjustments } from "./tables"

export interface StockFilter {
  /** Part of a product's name, type or sku, or of a variant's id. */
  readonly search?: string | undefined
  readonly productId?: string | undefined
  /** Only what has at most this many units free to sell. */
  readonly atMost?: number | undefined
}

export type StockRow = Awaited<ReturnType<typeof listStockRows>>[number]

/** Variants on the shelf in the catalogue's order, by keyset on the id of the last variant of the page before. */
export async function listStockRows(
  db: Database,
  filter: StockFilter,
  page: { readonly limit: number; readonly after?: string | undefined },
) {
  const place = sql`(${products.position}, ${products.name}, ${products.id}, ${variants.id})`
  const previous = sql`(select p.position, p.name, p.id, v.id from ${variants} v
    join ${products} p on p.id = v.product_id where v.id = ${page.after})`
  return db
    .select({
      variantId: variants.id,
      productId: products.id,
      productName: products.name,
      sku: products.sku,
      size: variants.size,
      color: variants.color,
      stock: variants.stock,
      held: variants.held,
      updatedAt: variants.updatedAt,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(
      and(
        isNull(variants.archivedAt),
        isNull(products.archivedAt),
        filter.productId ? eq(products.id, filter.productId) : undefined,
        filter.search ? matches(filter.search) : undefined,
        filter.atMost === undefined
          ? undefined
          : sql`${variants.stock} - ${variants.held} <= ${filter.atMost}`,
        page.after === undefined ? undefined : sql`${place} > ${previous}`,
      ),
    )
    .orderBy(asc(products.position), asc(products.name), asc(products.id), asc(variants.id))
    .limit(page.limit)
}

/** The rows of each product as a shelf has them: by colour, then XS to XXXL. Products keep their places. */
export function inShelfOrder<Row extends Pick<StockRow, "productId" | "color" | "size">>(
  rows: readonly Row[],
): Row[] {
  const places = new Map(rows.map(({ productId }, index) => [productId, index]))
  return [...rows].sort(
    (a, b) =>
      (places.get(a.productId) ?? 0) - (places.get(b.productId) ?? 0) ||
      a.color.localeCompare(b.color) ||
      compareSizes(a.size, b.size),
  )
}

function matches(search: string): SQL | undefined {
  const literal = search.replace(/[\\%_]/g, (character) => `\\${character}`)
  const columns = [products.name, products.type, products.sku, variants.id]
  return or(...columns.map((column) => ilike(column, `%${literal}%`)))
}

export interface LedgerFilter {
  readonly variantId?: string | undefined
  readonly productId?: string | undefined
  readonly orderId?: string | undefined
  readonly batchId?: string | undefined
  readonly mode?: AdjustmentMode | undefined
  readonly actor?: string | undefined
}

export type LedgerRow = Awaited<ReturnType<typeof listLedgerRows>>[number]

/** The ledger, newest first, by keyset on its sequence. */
export async function listLedgerRows(
  db: Database,
  filter: LedgerFilter,
  page: { readonly limit: number; readonly before?: number | undefined },
) {
  const ledger = inventoryAdjustments
  return db
    .select({
      sequence: ledger.sequence,
      id: ledger.id,
      batchId: ledger.batchId,
      variantId: ledger.variantId,
      productId: products.id,
      productName: products.name,
      sku: products.sku,
      size: variants.size,
      color: variants.color,
      mode: ledger.mode,
      source: ledger.source,
      reason: ledger.reason,
      note: ledger.note,
      actor: ledger.actor,
      orderId: ledger.orderId,
      previousStock: ledger.previousStock,
      quantityChange: ledger.quantityChange,
      newStock: ledger.newStock,
      createdAt: ledger.createdAt,
    })
    .from(ledger)
    .innerJoin(variants, eq(variants.id, ledger.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .where(
      and(
        filter.variantId ? eq(ledger.variantId, filter.variantId) : undefined,
        filter.productId
          ? inArray(
              ledger.variantId,
              db.select({ id: variants.id }).from(variants).where(eq(variants.productId, filter.productId)),
            )
          : undefined,
        filter.orderId ? eq(ledger.orderId, filter.orderId) : undefined,
        filter.batchId ? eq(ledger.batchId, filter.batchId) : undefined,
        filter.mode ? eq(ledger.mode, filter.mode) : undefined,
        filter.actor ? eq(ledger.actor, filter.actor) : undefined,
        page.before === undefined ? undefined : lt(ledger.sequence, page.before),
      ),
    )
    .orderBy(desc(ledger.sequence))
    .limit(page.limit)
}

/** What each kind of movement has done to a variant in all; together they are its stock. */
export async function sumLedgerByMode(
  db: Database,
  variantId: string,
): Promise<{ mode: AdjustmentMode; units: number; rows: number }[]> {
  const { mode, quantityChange } = inventoryAdjustments
  return db
    .select({ mode, units: sql<number>`sum(${quantityChange})::int`, rows: sql<number>`count(*)::int` })
    .from(inventoryAdjustments)
    .where(eq(inventoryAdjustments.variantId, variantId))
    .groupBy(mode)
}

/** Units of the product's variants that orders took and kept since. */
export async function sumDemand(
  db: Database,
  productId: string,
  since: Date,
): Promise<{ variantId: string; size: string; color: string; units: number }[]> {
  return db
    .select({
      variantId: variants.id,
      size: variants.size,
      color: variants.color,
      units: sql<number>`coalesce(-sum(${inventoryAdjustments.quantityChange}), 0)::int`,
    })
    .from(variants)
    .leftJoin(
      inventoryAdjustments,
      and(
        eq(inventoryAdjustments.variantId, variants.id),
        inArray(inventoryAdjustments.mode, ["order_reservation", "order_release"]),
        gte(inventoryAdjustments.createdAt, since),
      ),
    )
    .where(and(eq(variants.productId, productId), isNull(variants.archivedAt)))
    .groupBy(variants.id, variants.size, variants.color)
}
