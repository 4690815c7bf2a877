import { sql } from "drizzle-orm"
import {
  bigserial,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import { variants } from "../catalog/tables"
import type { AdjustmentMode } from "./adjustment"

/** The ledger: opening stock plus every change, in the order they happened. Rows are never updated or deleted. */
export const inventoryAdjustments = pgTable(
  "inventory_adjustments",
  {
    sequence: bigserial({ mode: "number" }).primaryKey(),
    id: text().notNull().unique(),
    batchId: text("batch_id").notNull(),
    variantId: text("variant_id")
      .notNull()
      .references(() => variants.id),
    mode: text().$type<AdjustmentMode>().notNull(),
    source: text().notNull(),
    reason: text().notNull(),
    note: text().notNull().default(""),
    actor: text().notNull(),
    orderId: text("order_id"),
    previousStock: integer("previous_stock").notNull(),
    quantityChange: integer("quantity_change").notNull(),
    newStock: integer("new_stock").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    index("inventory_adjustments_variant").on(table.variantId, table.sequence),
    index("inventory_adjustments_batch").on(table.batchId),
    uniqueIndex("inventory_adjustments_order")
      .on(table.orderId, table.variantId, table.mode)
      .where(sql`${table.orderId} is not null`),
    check(
      "inventory_adjustments_adds_up",
      sql`${table.newStock} = ${table.previousStock} + ${table.quantityChange}`,
    ),
    check("inventory_adjustments_not_negative", sql`${table.newStock} >= 0`),
  ],
)

/** Stock that an open checkout sets aside before payment. A row exists exactly as long as the hold does. */
export const stockHolds = pgTable(
  "stock_holds",
  {
    orderId: text("order_id").notNull(),
    variantId: text("variant_id")
      .notNull()
      .references(() => variants.id),
    quantity: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.variantId] }),
    check("stock_holds_positive", sql`${table.quantity} > 0`),
  ],
)

/** A variant that fell to the threshold, from when it was noticed until it is back above it. One open row each. */
export const lowStockNotices = pgTable(
  "low_stock_notices",
  {
    id: text().primaryKey(),
    variantId: text("variant_id")
      .notNull()
      .references(() => variants.id),
    stock: integer().notNull(),
    openedAt: timestamp("opened_at", { withTimezone: true }).notNull(),
    /** When the operators were told; null until someone took the message. */
    notifiedAt: timestamp("notified_at", { withTimezone: true }),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("low_stock_notices_open").on(table.variantId).where(sql`${table.resolvedAt} is null`),
  ],
)
