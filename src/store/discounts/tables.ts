import { sql } from "drizzle-orm"
import { boolean, check, index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core"
import type { DiscountKind } from "./discount-code"

export const discountCodes = pgTable(
  "discount_codes",
  {
    code: text().primaryKey(),
    type: text().$type<DiscountKind>().notNull(),
    label: text().notNull(),
    amountOffCents: integer("amount_off_cents"),
    percentOff: integer("percent_off"),
    maxRedemptions: integer("max_redemptions").notNull().default(1),
    /** How often one buyer, known by e-mail, may use it. Null: as often as it works. */
    maxPerPerson: integer("max_per_person"),
    timesRedeemed: integer("times_redeemed").notNull().default(0),
    /** Uses that open checkouts have set aside. */
    timesHeld: integer("times_held").notNull().default(0),
    active: boolean().notNull().default(true),
    campaign: text(),
    expiresAt: timestamp("expires_at", { withTimezone: true }),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    check("discount_codes_per_person", sql`${table.maxPerPerson} > 0`),
    check(
      "discount_codes_one_benefit",
      sql`(${table.amountOffCents} is null) <> (${table.percentOff} is null)`,
    ),
    check(
      "discount_codes_within_uses",
      sql`${table.timesRedeemed} >= 0 and ${table.timesHeld} >= 0 and ${table.timesRedeemed} + ${table.timesHeld} <= ${table.maxRedemptions}`,
    ),
  ],
)

export const DISCOUNT_USE_STATES = ["held", "redeemed", "returned"] as const

/** One row per order that used a code: held by its checkout, redeemed by the order, returned when either dies. */
export const discountUses = pgTable(
  "discount_uses",
  {
    orderId: text("order_id").primaryKey(),
    code: text()
      .notNull()
      .references(() => discountCodes.code),
    state: text().$type<(typeof DISCOUNT_USE_STATES)[number]>().notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("discount_uses_code").on(table.code)],
)
