import { sql } from "drizzle-orm"
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core"
import type { Scope } from "./api-token"

const at = (name: string) => timestamp(name, { withTimezone: true })

/** API tokens. Of the secret only its hash is here, and its last four characters so that people can tell tokens apart. */
export const apiTokens = pgTable("api_tokens", {
  id: text().primaryKey(),
  name: text().notNull(),
  hash: text().notNull().unique(),
  lastFour: text("last_four").notNull(),
  scopes: jsonb().$type<Scope[]>().notNull(),
  ordersPerDay: integer("orders_per_day"),
  compCentsPerDay: integer("comp_cents_per_day"),
  stockUnitsPerDay: integer("stock_units_per_day"),
  /** The admin who made it, under whose name its doings are recorded. */
  createdBy: text("created_by").notNull(),
  createdAt: at("created_at").notNull(),
  expiresAt: at("expires_at"),
  lastUsedAt: at("last_used_at"),
  revokedAt: at("revoked_at"),
  revokedBy: text("revoked_by"),
})

/** What a token has spent of its daily limits; one row per token and UTC day. */
export const apiTokenSpending = pgTable(
  "api_token_spending",
  {
    tokenId: text("token_id").notNull(),
    day: date({ mode: "string" }).notNull(),
    orders: integer().notNull().default(0),
    compCents: bigint("comp_cents", { mode: "number" }).notNull().default(0),
    stockUnits: bigint("stock_units", { mode: "number" }).notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.tokenId, table.day] }),
    check(
      "api_token_spending_not_negative",
      sql`${table.orders} >= 0 and ${table.compCents} >= 0 and ${table.stockUnits} >= 0`,
    ),
  ],
)

export const APPROVAL_STATES = ["waiting", "approved", "declined", "used"] as const
export type ApprovalState = (typeof APPROVAL_STATES)[number]

/** Operations that would go over a token's limit. Once approved, the very same request goes through once. */
export const approvals = pgTable(
  "approvals",
  {
    id: text().primaryKey(),
    tokenId: text("token_id").notNull(),
    operation: text().notNull(),
    /** Of the request's input: what was approved is what may run. */
    fingerprint: text().notNull(),
    /** A public sentence about what is asked for, without personal data. */
    summary: text().notNull(),
    state: text().$type<ApprovalState>().notNull(),
    requestedAt: at("requested_at").notNull(),
    decidedAt: at("decided_at"),
    decidedBy: text("decided_by"),
  },
  (table) => [
    index("approvals_recent").on(table.requestedAt, table.id),
    uniqueIndex("approvals_pending")
      .on(table.tokenId, table.operation, table.fingerprint)
      .where(sql`${table.state} in ('waiting', 'approved')`),
  ],
)
