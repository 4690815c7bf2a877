import { boolean, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core"

/** Mail that no provider took: a developer opens it in the outbox. The message is sealed with its id as context. */
export const mails = pgTable("mails", {
  id: text().primaryKey(),
  idempotencyKey: text("idempotency_key").notNull().unique(),
  orderId: text("order_id"),
  message: text().notNull(),
  via: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
})

/** The fulfilment sheet when no Google Sheet is configured: one sealed row per order. */
export const sheetRows = pgTable("sheet_rows", {
  orderId: text("order_id").primaryKey(),
  row: text().notNull(),
  writes: integer().notNull().default(1),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
})

/** What operators must know. The key makes an alert one alert, however often its cause is tried. */
export const alerts = pgTable("alerts", {
  id: text().primaryKey(),
  key: text().notNull().unique(),
  kind: text().notNull(),
  message: text().notNull(),
  orderId: text("order_id"),
  delivered: boolean().notNull().default(false),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  resolvedAt: timestamp("resolved_at", { withTimezone: true }),
})
