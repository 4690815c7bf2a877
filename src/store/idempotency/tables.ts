import { jsonb, pgTable, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core"

/** One answer per idempotency key of an agent or shopper; the fingerprint tells a retry from another request. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    scope: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    answer: jsonb().$type<unknown>(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  },
  (table) => [uniqueIndex("idempotency_keys_key").on(table.scope, table.key)],
)
