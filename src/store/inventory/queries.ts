import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm"
import { products, variants } from "../catalog/tables"
import type { Database } from "../context"
import { recordSet } from "../record-set"
import type { ShelfVariant, VariantDescription } from "./shelf-variant"
import { inventoryAdjustments, stockHolds } from "./tables"

type AdjustmentInsert = typeof inventoryAdjustments.$inferInsert

/** A row of the ledger as it is to be written; what was before and after it is the database's to say. */
export type MovementInsert = Omit<AdjustmentInsert, "sequence" | "previousStock" | "newStock">

/**
 * Changes the stock of variants, each named once, and writes their rows of the ledger, in one statement. Answers with
 * the variants that were moved: those are left out that are unknown or would go below zero. All rows have one cause.
 */
export async function moveAndRecord(
  db: Database,
  cause: Omit<MovementInsert, "id" | "variantId" | "quantityChange" | "note">,
  movements: readonly Pick<MovementInsert, "id" | "variantId" | "quantityChange" | "note">[],
): Promise<string[]> {
  const wanted = recordSet(
    movements.map((movement) => ({ ...movement, note: movement.note ?? "" })),
    "w",
    { id: "text", variantId: "text", quantityChange: "int", note: "text" },
  )
  const { rows } = (await db.execute(sql`
    with moved as (
      update ${variants} set stock = stock + w."quantityChange", updated_at = now()
      from ${wanted} where ${variants.id} = w."variantId" and stock + w."quantityChange" >= 0
      returning w.id, w."variantId" as variant_id, w."quantityChange" as change, w.note, stock)
    insert into ${inventoryAdjustments}
      (id, batch_id, variant_id, mode, source, reason, note, actor, order_id, previous_stock, quantity_change, new_stock, created_at)
    select id, ${cause.batchId}, variant_id, ${cause.mode}, ${cause.source}, ${cause.reason}, note, ${cause.actor},
      ${cause.orderId ?? null}::text, stock - change, change, stock, ${cause.createdAt.toISOString()}::timestamptz
    from moved order by variant_id collate "C"
    returning variant_id`)) as unknown as { rows: { variant_id: string }[] }
  return rows.map(({ variant_id }) => variant_id)
}

/** Locks the variants in id order until the transaction ends, and answers with those that there are. */
export async function lockVariants(db: Database, variantIds: readonly string[]): Promise<string[]> {
  const { rows } = (await db.execute(sql`
    select ${variants.id} as id from ${variants}
    where ${variants.id} in (select jsonb_array_elements_text(${JSON.stringify(variantIds)}::jsonb))
    order by ${inIdOrder} for update`)) as unknown as { rows: { id: string }[] }
  return rows.map(({ id }) => id)
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

/** Runs nothing but the hold. */
export async function insertHolds(db: Database, hold: SQL): Promise<void> {
  await db.execute(sql`select ${hold}`)
}

/** The order in which every transaction locks variants: by bytes, as JavaScript sorts, whatever the database's language. */
const inIdOrder = sql`${variants.id} collate "C"`

/** Ends the order's holds and answers with what they held; empty when there were none. */
export async function deleteHolds(
  db: Database,
  orderId: string,
): Promise<{ variantId: string; quantity: number }[]> {
  // Locking the variants in id order first keeps this from deadlocking with a checkout that is taking them.
  await db.execute(sql`
    select ${variants.id} from ${variants}
    where ${variants.id} in (select ${stockHolds.variantId} from ${stockHolds} where ${stockHolds.orderId} = ${orderId})
    order by ${inIdOrder} for update`)
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

/** The variants that any of the descriptions may mean; locked in id order until the transaction ends if asked. */
export async function listShelf(
  db: Database,
  descriptions: readonly VariantDescription[],
  options: { readonly lock?: boolean } = {},
): Promise<ShelfVariant[]> {
  const all = (key: keyof VariantDescription) => [
    ...new Set(descriptions.flatMap((description) => description[key]?.trim() || [])),
  ]
  const [variantIds, productIds, skus] = [all("variantId"), all("productId"), all("sku")]
  const meant = or(
    variantIds.length > 0 ? inArray(variants.id, variantIds) : undefined,
    productIds.length > 0
      ? or(inArray(products.id, productIds), inArray(products.slug, productIds))
      : undefined,
    skus.length > 0
      ? inArray(
          sql`lower(${products.sku})`,
          skus.map((sku) => sku.toLowerCase()),
        )
      : undefined,
  )
  if (!meant) return []
  const query = shelf(db, meant).orderBy(inIdOrder)
  return options.lock ? query.for("update", { of: variants }) : query
}

/** Every variant on the shelf, for matching a document's rows by name. */
export async function listWholeShelf(db: Database): Promise<ShelfVariant[]> {
  return shelf(db, undefined).orderBy(asc(products.position), asc(variants.id))
}

function shelf(db: Database, meant: ReturnType<typeof or>) {
  return db
    .select({
      variantId: variants.id,
      productId: products.id,
      productName: products.name,
      slug: products.slug,
      sku: products.sku,
      size: variants.size,
      color: variants.color,
      stock: variants.stock,
      held: variants.held,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(and(meant, isNull(variants.archivedAt), isNull(products.archivedAt)))
}

export interface InventoryRow {
  readonly productId: string
  readonly productName: string
  readonly slug: string
  readonly type: string
  readonly sku: string
  readonly image: string
  readonly variantId: string
  readonly size: string
  readonly color: string
  /** Units on the shelf. */
  readonly stock: number
  /** Of these: set aside by open checkouts. */
  readonly held: number
  readonly initialStock: number
  readonly updatedAt: Date
}

export async function listInventoryRows(
  db: Database,
  productIds: readonly string[],
): Promise<InventoryRow[]> {
  if (productIds.length === 0) return []
  return db
    .select({
      productId: products.id,
      productName: products.name,
      slug: products.slug,
      type: products.type,
      sku: products.sku,
      image: products.image,
      variantId: variants.id,
      size: variants.size,
      color: variants.color,
      stock: variants.stock,
      held: variants.held,
      // The ledger's first row tells what there was in the beginning, however long the ledger has become.
      initialStock: sql<number>`coalesce((
        select case when mode = 'opening' then new_stock else previous_stock end
        from ${inventoryAdjustments} where variant_id = ${variants.id} order by sequence limit 1), ${variants.stock})`,
      updatedAt: variants.updatedAt,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(and(inArray(products.id, [...productIds]), isNull(variants.archivedAt)))
}

export type AdjustmentRow = Awaited<ReturnType<typeof listAdjustments>>[number]

/** The ledger, newest first, from before a sequence number. */
export async function listAdjustments(db: Database, limit: number, before: number | undefined) {
  return ledger(db)
    .where(before === undefined ? undefined : lt(inventoryAdjustments.sequence, before))
    .orderBy(desc(inventoryAdjustments.sequence))
    .limit(limit)
}

export async function listAdjustmentsOfBatch(db: Database, batchId: string): Promise<AdjustmentRow[]> {
  return ledger(db)
    .where(eq(inventoryAdjustments.batchId, batchId))
    .orderBy(asc(inventoryAdjustments.sequence))
}

export async function findAdjustmentSequence(db: Database, id: string): Promise<number | undefined> {
  const [row] = await db
    .select({ sequence: inventoryAdjustments.sequence })
    .from(inventoryAdjustments)
    .where(eq(inventoryAdjustments.id, id))
  return row?.sequence
}

function ledger(db: Database) {
  const { id, sequence, batchId, mode, source, reason, note, actor, orderId, createdAt } =
    inventoryAdjustments
  const { variantId, previousStock, quantityChange, newStock } = inventoryAdjustments
  return db
    .select({
      id,
      sequence,
      batchId,
      mode,
      source,
      reason,
      note,
      actor,
      orderId,
      createdAt,
      variantId,
      productId: products.id,
      productName: products.name,
      sku: products.sku,
      size: variants.size,
      color: variants.color,
      previousStock,
      quantityChange,
      newStock,
    })
    .from(inventoryAdjustments)
    .innerJoin(variants, eq(variants.id, inventoryAdjustments.variantId))
    .innerJoin(products, eq(products.id, variants.productId))
    .$dynamic()
}

/** Of the variants: those with a row in the ledger, or in a checkout that is still open. */
export async function listVariantsWithHistory(
  db: Database,
  variantIds: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ variantId: inventoryAdjustments.variantId })
    .from(inventoryAdjustments)
    .where(inArray(inventoryAdjustments.variantId, [...variantIds]))
  const held = await db
    .selectDistinct({ variantId: stockHolds.variantId })
    .from(stockHolds)
    .where(inArray(stockHolds.variantId, [...variantIds]))
  return [...rows, ...held].map(({ variantId }) => variantId)
}
