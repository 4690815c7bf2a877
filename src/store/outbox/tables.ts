import { sql } from "drizzle-orm"
import { index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core"
import type { StoreEventName } from "../events"

const at = (name: string) => timestamp(name, { withTimezone: true })

/** Events to hand to the workflow engine, written with the change that caused them. Holds ids only, no personal data. */
export const outbox = pgTable(
  "outbox",
  {
    id: text().primaryKey(),
    name: text().$type<StoreEventName>().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    attempts: integer().notNull().default(0),
    createdAt: at("created_at").notNull(),
    nextAttemptAt: at("next_attempt_at").notNull(),
    sentAt: at("sent_at"),
  },
  (table) => [index("outbox_unsent").on(table.nextAttemptAt).where(sql`${table.sentAt} is null`)],
)
