import { bigserial, index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core"

/** Who did what to what, with before and after. Rows are only ever added: a trigger refuses the rest. */
export const auditLog = pgTable(
  "audit_log",
  {
    sequence: bigserial({ mode: "number" }).primaryKey(),
    at: timestamp("at", { withTimezone: true }).notNull(),
    actor: text().notNull(),
    actorKind: text("actor_kind").notNull(),
    /** The noun and the deed, such as `order.shipped`. */
    action: text().notNull(),
    subject: text().notNull(),
    before: jsonb().$type<unknown>(),
    after: jsonb().$type<unknown>(),
  },
  (table) => [
    index("audit_log_subject").on(table.subject, table.sequence),
    index("audit_log_actor").on(table.actor, table.sequence),
  ],
)
