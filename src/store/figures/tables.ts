import { bigint, date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core"

/*
 * Sums over the orders that the desk would otherwise count again at every look. Triggers keep them in the
 * transaction of each change (db/migrations, decision 0009), so they are never behind; I4 compares them with the rows.
 */

/** How many orders are in each status. */
export const orderCounts = pgTable("order_counts", {
  status: text().primaryKey(),
  orders: integer().notNull(),
})

/** By the UTC day of the order, cancelled ones left out. */
export const orderDays = pgTable("order_days", {
  day: date().primaryKey(),
  orders: integer().notNull(),
  /** Totals less what was given back of them. */
  revenueCents: bigint("revenue_cents", { mode: "number" }).notNull(),
  /** Given away by discount codes. */
  compCents: bigint("comp_cents", { mode: "number" }).notNull(),
})

/** Units by the UTC day of the order, cancelled ones left out, for the days of the ranking only. */
export const productDays = pgTable(
  "product_days",
  {
    day: date().notNull(),
    productName: text("product_name").notNull(),
    units: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.productName] }),
    index("product_days_product").on(table.productName, table.day),
  ],
)

/** The sum of the product's days. */
export const productUnits = pgTable(
  "product_units",
  {
    productName: text("product_name").primaryKey(),
    units: integer().notNull(),
  },
  (table) => [index("product_units_ranking").on(table.units.desc(), table.productName)],
)

/** Stages by the UTC day on which they completed, and how long they took. */
export const stageDays = pgTable(
  "stage_days",
  {
    day: date().notNull(),
    stage: text().notNull(),
    /** See duration-bucket. */
    bucket: integer().notNull(),
    runs: integer().notNull(),
    /** Attempts beyond the first. */
    retries: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.stage, table.bucket] })],
)

/** Shipments by their UTC day, and how long after payment they came. */
export const shippingDays = pgTable(
  "shipping_days",
  {
    day: date().notNull(),
    bucket: integer().notNull(),
    orders: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.bucket] })],
)
