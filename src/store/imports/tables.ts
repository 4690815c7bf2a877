import { index, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core"
import type { InventoryUpdate, UpdateIssue } from "../inventory/inventory-update"
import type { DocumentMode, ParsedRow } from "../inventory/preview-inventory-document"
import type { ImportState } from "./import-run"

/** A document on its way into the stock. The document itself is sealed; it may be somebody's letter. */
export const importRuns = pgTable(
  "import_runs",
  {
    id: text().primaryKey(),
    state: text().$type<ImportState>().notNull(),
    mode: text().$type<DocumentMode>().notNull(),
    sourceName: text("source_name").notNull(),
    requestedBy: text("requested_by").notNull(),
    /** Null once the run is over. */
    document: text(),
    rows: jsonb().$type<ParsedRow[]>(),
    /** What would be applied, bound to the stock that it was worked out from. */
    proposal: jsonb().$type<InventoryUpdate>(),
    issues: jsonb().$type<UpdateIssue[]>(),
    /** Binds an approval to the very proposal that was shown. */
    proposalHash: text("proposal_hash"),
    decidedBy: text("decided_by"),
    batchId: text("batch_id"),
    message: text(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("import_runs_recent").on(table.createdAt, table.id)],
)
