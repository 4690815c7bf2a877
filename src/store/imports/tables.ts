import { index, integer, jsonb, pgTable, primaryKey, smallint, text, timestamp } from "drizzle-orm/pg-core"
import type { DocumentMode } from "../inventory/preview-inventory-document"
import type { ProblemKind } from "../inventory/read-plan"
import type { ImportState, ImportSummary } from "./import-run"

/** A document on its way into the stock. */
export const importRuns = pgTable(
  "import_runs",
  {
    id: text().primaryKey(),
    state: text().$type<ImportState>().notNull(),
    mode: text().$type<DocumentMode>().notNull(),
    sourceName: text("source_name").notNull(),
    requestedBy: text("requested_by").notNull(),
    /** Of the document, as UTF-8. */
    bytes: integer().notNull().default(0),
    /** How many of its rows are in import_rows. */
    rowsRead: integer("rows_read").notNull().default(0),
    /** Whoever reads the document now: one that was thought dead and goes on has lost its place. */
    reader: text(),
    /** What was found; null until all of it was read. */
    summary: jsonb().$type<ImportSummary>(),
    /** Binds an approval to the very items that were shown. */
    proposalHash: text("proposal_hash"),
    decidedBy: text("decided_by"),
    batchId: text("batch_id"),
    message: text(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("import_runs_recent").on(table.createdAt, table.id)],
)

/** The document, sealed (it may be somebody's letter), in pieces that are read one after the other. None once the run is over. */
export const importParts = pgTable(
  "import_parts",
  {
    /** The run's id and the part's number, so that the parts sort as they follow each other. */
    id: text().primaryKey(),
    importRunId: text("import_run_id").notNull(),
    sealed: text().notNull(),
  },
  (table) => [index("import_parts_run").on(table.importRunId, table.id)],
)

/** What was read of a document, line by line. */
export const importRows = pgTable(
  "import_rows",
  {
    importRunId: text("import_run_id").notNull(),
    position: integer().notNull(),
    line: integer().notNull(),
    text: text().notNull(),
    quantity: integer(),
    variantId: text("variant_id"),
    /** 0 with a problem, 1 with a remark, 2 with neither: the order in which a person looks at them. */
    rank: smallint().notNull(),
    kind: text().$type<ProblemKind>(),
    /** Why the row counts nothing. */
    problem: text(),
    /** What is to be known about a row that counts. */
    remark: text(),
  },
  (table) => [
    primaryKey({ columns: [table.importRunId, table.position] }),
    index("import_rows_rank").on(table.importRunId, table.rank, table.position),
  ],
)

/** What would be applied: each variant once, bound to the stock that it was worked out from. */
export const importItems = pgTable(
  "import_items",
  {
    importRunId: text("import_run_id").notNull(),
    variantId: text("variant_id").notNull(),
    expectedStock: integer("expected_stock").notNull(),
    newStock: integer("new_stock").notNull(),
    note: text().notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.importRunId, table.variantId] })],
)
