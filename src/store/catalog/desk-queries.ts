import { and, asc, eq, ilike, inArray, isNotNull, isNull, or, sql } from "drizzle-orm"
import type { Database } from "../context"
import { products, variants } from "./tables"

export type DeskProduct = Awaited<ReturnType<typeof listDeskProducts>>[number]

/** Products as the desk lists them, in the shop's order, by keyset on the id of the last one of the page before. */
export async function listDeskProducts(
  db: Database,
  filter: { readonly search?: string | undefined; readonly archived: boolean },
  page: { readonly limit: number; readonly after?: string | undefined },
) {
  const literal = filter.search?.replace(/[\\%_]/g, (character) => `\\${character}`)
  const place = sql`(${products.position}, ${products.name}, ${products.id})`
  const previous = sql`(select position, name, id from ${products} where ${products.id} = ${page.after})`
  const ofProduct = sql`from ${variants} where product_id = ${products.id} and archived_at is null`
  return db
    .select({
      id: products.id,
      slug: products.slug,
      name: products.name,
      type: products.type,
      sku: products.sku,
      priceCents: products.priceCents,
      featured: products.featured,
      archivedAt: products.archivedAt,
      updatedAt: products.updatedAt,
      variants: sql<number>`(select count(*)::int ${ofProduct})`,
      free: sql<number>`(select coalesce(sum(greatest(stock - held, 0)), 0)::int ${ofProduct})`,
    })
    .from(products)
    .where(
      and(
        filter.archived ? isNotNull(products.archivedAt) : isNull(products.archivedAt),
        literal
          ? or(
              ilike(products.name, `%${literal}%`),
              ilike(products.sku, `%${literal}%`),
              ilike(products.type, `%${literal}%`),
            )
          : undefined,
        page.after === undefined ? undefined : sql`${place} > ${previous}`,
      ),
    )
    .orderBy(asc(products.position), asc(products.name), asc(products.id))
    .limit(page.limit)
}

/** A product's variants as they are stored, off the shelf or on it. */
export async function listVariantsOf(db: Database, productId: string) {
  return db.select().from(variants).where(eq(variants.productId, productId)).orderBy(asc(variants.id))
}

export async function setArchived(
  db: Database,
  productId: string,
  at: Date | null,
  now: Date,
): Promise<void> {
  await db.update(products).set({ archivedAt: at, updatedAt: now }).where(eq(products.id, productId))
}

export async function lockProduct(db: Database, productId: string) {
  const [row] = await db.select().from(products).where(eq(products.id, productId)).for("update")
  return row
}

/** What customs asks about the products, archived ones too: a parcel may leave after its product has. */
export async function listCustomsFacts(db: Database, productIds: readonly string[]) {
  if (productIds.length === 0) return []
  return db
    .select({
      id: products.id,
      hsCode: products.hsCode,
      originCountry: products.originCountry,
      weightGrams: products.weightGrams,
    })
    .from(products)
    .where(inArray(products.id, [...productIds]))
}
