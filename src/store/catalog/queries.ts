import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm"
import type { Database } from "../context"
import { cents } from "../money"
import type { StoredVariant } from "./plan-product"
import { CURRENCY, compareSizes, type Product, type Variant } from "./product"
import { productImages, products, variants } from "./tables"

export type ProductRow = typeof products.$inferSelect
export type VariantRow = typeof variants.$inferSelect

/** The whole shelf in its display order, without what is archived. */
export async function listProducts(db: Database): Promise<Product[]> {
  const rows = await db
    .select()
    .from(products)
    .where(isNull(products.archivedAt))
    .orderBy(asc(products.position), asc(products.name), asc(products.id))
  return withVariants(db, rows)
}

export async function findProductBySlug(db: Database, slug: string): Promise<Product | undefined> {
  const rows = await db
    .select()
    .from(products)
    .where(and(eq(products.slug, slug), isNull(products.archivedAt)))
  return (await withVariants(db, rows))[0]
}

/** Ids in display order, keyset by the id of the product before; without what is archived. */
export async function listProductIds(
  db: Database,
  limit: number,
  after: string | undefined,
): Promise<string[]> {
  const place = sql`(${products.position}, ${products.name}, ${products.id})`
  const previous = sql`(select position, name, id from ${products} where ${products.id} = ${after})`
  const rows = await db
    .select({ id: products.id })
    .from(products)
    .where(and(isNull(products.archivedAt), after === undefined ? undefined : sql`${place} > ${previous}`))
    .orderBy(asc(products.position), asc(products.name), asc(products.id))
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** The products in the order of the ids; unknown and archived ones are left out. */
export async function listProductsByIds(db: Database, ids: readonly string[]): Promise<Product[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(products)
    .where(and(inArray(products.id, [...ids]), isNull(products.archivedAt)))
  const found = await withVariants(db, rows)
  return found.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** The row as it is stored, archived or not. */
export async function findProduct(db: Database, id: string): Promise<ProductRow | undefined> {
  const [row] = await db.select().from(products).where(eq(products.id, id))
  return row
}

/** Products that own any of the variants, each with all of its variants. One query: every checkout asks it. */
export async function listProductsByVariantIds(
  db: Database,
  variantIds: readonly string[],
): Promise<Product[]> {
  if (variantIds.length === 0) return []
  const owners = db
    .select({ id: variants.productId })
    .from(variants)
    .where(and(inArray(variants.id, [...variantIds]), isNull(variants.archivedAt)))
  const rows = await db
    .select({ product: products, variant: variants })
    .from(products)
    .innerJoin(variants, eq(variants.productId, products.id))
    .where(and(inArray(products.id, owners), isNull(products.archivedAt), isNull(variants.archivedAt)))
  const byProduct = groupByProduct(rows.map(({ variant }) => variant))
  const owning = new Map(rows.map(({ product }) => [product.id, product]))
  return [...owning.values()].map((product) => toProduct(product, byProduct.get(product.id) ?? []))
}

/** What can be bought now, by variant id. */
export async function listAvailability(db: Database): Promise<Record<string, number>> {
  const rows = await db
    .select({ id: variants.id, available: availableSql })
    .from(variants)
    .where(isNull(variants.archivedAt))
  return Object.fromEntries(rows.map((row) => [row.id, row.available]))
}

const availableSql = sql<number>`greatest(${variants.stock} - ${variants.held}, 0)`

export async function hasProducts(db: Database): Promise<boolean> {
  return (await db.select({ id: products.id }).from(products).limit(1)).length > 0
}

export async function insertProduct(db: Database, row: typeof products.$inferInsert): Promise<void> {
  await db.insert(products).values(row)
}

export async function insertVariants(db: Database, rows: (typeof variants.$inferInsert)[]): Promise<void> {
  if (rows.length > 0) await db.insert(variants).values(rows)
}

export async function updateProduct(
  db: Database,
  row: Partial<typeof products.$inferInsert> & { id: string },
): Promise<void> {
  const { id, ...change } = row
  await db.update(products).set(change).where(eq(products.id, id))
}

export async function findProductIdBySku(db: Database, sku: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: products.id })
    .from(products)
    .where(sql`lower(${products.sku}) = ${sku.toLowerCase()}`)
  return row?.id
}

export async function findProductIdBySlug(db: Database, slug: string): Promise<string | undefined> {
  const [row] = await db.select({ id: products.id }).from(products).where(eq(products.slug, slug))
  return row?.id
}

/** The product's variants and any with the given ids, archived ones too, locked in id order, by bytes. */
export async function listStoredVariants(
  db: Database,
  productId: string,
  ids: readonly string[],
): Promise<StoredVariant[]> {
  const rows = await db
    .select()
    .from(variants)
    .where(or(eq(variants.productId, productId), ids.length > 0 ? inArray(variants.id, [...ids]) : undefined))
    .orderBy(sql`${variants.id} collate "C"`)
    .for("update")
  return rows.map(({ archivedAt, updatedAt, ...variant }) => ({ ...variant, archived: archivedAt !== null }))
}

/** Inserts new variants and brings known ones up to date and back onto the shelf. Stock is not touched. */
export async function saveVariants(
  db: Database,
  rows: { id: string; productId: string; size: string; color: string; updatedAt: Date }[],
): Promise<void> {
  for (const { id, ...row } of rows) {
    await db
      .insert(variants)
      .values({ id, ...row })
      .onConflictDoUpdate({
        target: variants.id,
        set: { ...row, archivedAt: null },
        // A product that is saved as it was leaves no trace.
        setWhere: sql`${variants.archivedAt} is not null or ${variants.size} <> ${row.size} or ${variants.color} <> ${row.color}`,
      })
  }
}

export async function archiveVariants(db: Database, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length > 0)
    await db
      .update(variants)
      .set({ archivedAt: now })
      .where(inArray(variants.id, [...ids]))
}

export async function deleteVariants(db: Database, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.delete(variants).where(inArray(variants.id, [...ids]))
}

export async function archiveProducts(db: Database, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length > 0)
    await db
      .update(products)
      .set({ archivedAt: now })
      .where(inArray(products.id, [...ids]))
}

export async function insertProductImage(
  db: Database,
  row: typeof productImages.$inferInsert,
): Promise<void> {
  await db.insert(productImages).values(row)
}

export async function findProductImage(
  db: Database,
  id: string,
): Promise<typeof productImages.$inferSelect | undefined> {
  const [row] = await db.select().from(productImages).where(eq(productImages.id, id))
  return row
}

/** A stored row as the shop speaks of products. */
export function toProductWithoutVariants(row: ProductRow): Omit<Product, "variants"> {
  const { variants: none, ...product } = toProduct(row, [])
  return product
}

async function withVariants(db: Database, rows: readonly ProductRow[]): Promise<Product[]> {
  if (rows.length === 0) return []
  const owned = await db
    .select()
    .from(variants)
    .where(
      and(
        inArray(
          variants.productId,
          rows.map((row) => row.id),
        ),
        isNull(variants.archivedAt),
      ),
    )
  const byProduct = groupByProduct(owned)
  return rows.map((row) => toProduct(row, byProduct.get(row.id) ?? []))
}

function groupByProduct(rows: readonly VariantRow[]): Map<string, VariantRow[]> {
  const groups = new Map<string, VariantRow[]>()
  for (const row of rows) groups.set(row.productId, [...(groups.get(row.productId) ?? []), row])
  return groups
}

function toProduct(row: ProductRow, owned: readonly VariantRow[]): Product {
  const { position, archivedAt, createdAt, updatedAt, ...product } = row
  return {
    ...product,
    priceCents: cents(row.priceCents),
    currency: CURRENCY,
    sizes: [...row.sizes].sort(compareSizes),
    variants: owned
      .map(toVariant)
      .sort((a, b) => a.color.localeCompare(b.color) || compareSizes(a.size, b.size)),
  }
}

function toVariant(row: VariantRow): Variant {
  return { id: row.id, size: row.size, color: row.color, stock: Math.max(row.stock - row.held, 0) }
}

/** One variant with its product's name, archived or not. */
export async function findVariantWithProduct(db: Database, variantId: string) {
  const [row] = await db
    .select({
      variantId: variants.id,
      productId: products.id,
      productName: products.name,
      size: variants.size,
      color: variants.color,
      stock: variants.stock,
      held: variants.held,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .where(eq(variants.id, variantId))
  return row
}
