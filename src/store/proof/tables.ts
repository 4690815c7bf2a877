import { index, integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core"
import type { VariantBalance } from "./queries"
import type { Verdict } from "./verify-invariants"

/** What the books said each time they were checked. */
export const proofs = pgTable(
  "proofs",
  {
    id: text().primaryKey(),
    provedAt: timestamp("proved_at", { withTimezone: true }).notNull(),
    verdicts: jsonb().$type<Verdict[]>().notNull(),
    balances: jsonb().$type<VariantBalance[]>().notNull(),
    orders: integer().notNull(),
    ledgerRows: integer("ledger_rows").notNull(),
    /** The hash of the ledger's last row. */
    ledgerHead: text("ledger_head").notNull(),
  },
  (table) => [index("proofs_latest").on(table.provedAt)],
)
