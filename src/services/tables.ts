import { boolean, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core"

/** Every letter, kept before it is sent. Without a mailer a developer opens it here. Sealed with its id as context. */
export const mails = pgTable("mails", {
  id: text().primaryKey(),
  idempotencyKey: text("idempotency_key").notNull().unique(),
  orderId: text("order_id"),
  message: text().notNull(),
  via: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  /** When a provider took it; null in the outbox. */
  sentAt: timestamp("sent_at", { withTimezone: true }),
})

/** The fulfilment sheet, one sealed row per order; a Google Sheet is brought up to date from it. */
export const sheetRows = pgTable("sheet_rows", {
  orderId: text("order_id").primaryKey(),
  row: text().notNull(),
  writes: integer().notNull().default(1),
  /** How many of the writes the Google Sheet has. */
  synced: integer().notNull().default(0),
  /** Until when one process has this row to bring over. */
  claimedUntil: timestamp("claimed_until", { withTimezone: true }),
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
