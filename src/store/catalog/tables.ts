import { sql } from "drizzle-orm"
import { boolean, check, index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core"
import type { CATEGORIES, COVERS, ProductColor } from "./product"

export const products = pgTable(
  "products",
  {
    id: text().primaryKey(),
    slug: text().notNull().unique(),
    name: text().notNull(),
    type: text().notNull(),
    sku: text().notNull().unique(),
    tagline: text().notNull().default(""),
    blurb: text().notNull().default(""),
    description: text().notNull().default(""),
    fabric: text().notNull().default(""),
    fit: text().notNull().default(""),
    cornerTag: text("corner_tag"),
    cover: text().$type<(typeof COVERS)[number]>().notNull(),
    priceCents: integer("price_cents").notNull(),
    category: text().$type<(typeof CATEGORIES)[number]>().notNull(),
    image: text().notNull(),
    imagePlaceholder: text("image_placeholder").notNull().default(""),
    colors: jsonb().$type<ProductColor[]>().notNull(),
    sizes: jsonb().$type<string[]>().notNull(),
    tags: jsonb().$type<string[]>().notNull(),
    /** What customs asks of a parcel that leaves the country; null where nobody has said. */
    hsCode: text("hs_code"),
    originCountry: text("origin_country"),
    weightGrams: integer("weight_grams"),
    featured: boolean().notNull().default(false),
    position: integer().notNull().default(0),
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("products_shelf").on(table.position, table.name, table.id).where(sql`${table.archivedAt} is null`),
    index("products_sku").on(sql`lower(${table.sku})`),
    check("products_price_not_negative", sql`${table.priceCents} >= 0`),
  ],
)

/** `stock` is what is on the shelf and moves only together with a row of inventory_adjustments. */
export const variants = pgTable(
  "variants",
  {
    id: text().primaryKey(),
    productId: text("product_id")
      .notNull()
      .references(() => products.id),
    size: text().notNull().default(""),
    color: text().notNull().default(""),
    stock: integer().notNull().default(0),
    /** Units set aside by open checkouts: always the sum of their holds. */
    held: integer().notNull().default(0),
    archivedAt: timestamp("archived_at", { withTimezone: true }),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("variants_product").on(table.productId),
    check("variants_stock_not_negative", sql`${table.stock} >= 0`),
    check("variants_held_not_negative", sql`${table.held} >= 0`),
  ],
)

/** Pictures that admins and agents uploaded, served from /api/product-images/[id]. */
export const productImages = pgTable("product_images", {
  id: text().primaryKey(),
  contentType: text("content_type").notNull(),
  base64: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
})
