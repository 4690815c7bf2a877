import { randomUUID } from "node:crypto"
import { setImmediate } from "node:timers/promises"
import { StoreError } from "../../errors"
import { type Context, inTransaction } from "../context"
import { linesOf, parseInventoryDocument } from "../inventory/parse-inventory-document"
import { listWholeShelf } from "../inventory/queries"
import { openReadPlan, type PlannedRow, type ReadPlan } from "../inventory/read-plan"
import { openDocument } from "./document-parts"
import { type ImportItem, type ImportSummary, MAX_IMPORT_ROWS } from "./import-run"
import { openProposalHash } from "./proposal-hash"
import { advanceImportRun, type ImportRunRow, requireImportRun } from "./queries"
import {
  addRemarks,
  deleteRead,
  insertItems,
  insertRows,
  markLate,
  readItems,
  remarkHeld,
  summarize,
} from "./row-queries"

const PORTION = 2_500
/** So many rows are read in some milliseconds. */
const BREATH = 250
/** How many rows a reviewer is asked about; a model's time and money are the shop's. */
const MOST_REVIEWED = 400

/**
 * Parses the document a portion at a time, asks the reviewer for remarks, and puts the proposal before an admin. The
 * rules decide what is proposed; the reviewer's remarks stand beside it and can change nothing. Nothing of the shelf
 * is changed. Reading it again begins anew; whoever read it before finds that it has lost its place.
 * @throws StoreError VALIDATION_ERROR when it holds no rows or too many; CONFLICT when someone else reads it by now
 */
export async function readImport(
  ctx: Context,
  importRunId: string,
  tell: (rows: number) => Promise<unknown> = async () => undefined,
): Promise<ImportSummary> {
  const run = await requireImportRun(ctx.db, importRunId)
  if (run.state !== "reading" && run.summary) return run.summary
  const by = randomUUID()
  await inTransaction(ctx, async (tx) => {
    await advance(tx, run, { reader: by, rowsRead: 0 })
    await deleteRead(tx.db, run.id)
  })
  const plan = openReadPlan(await listWholeShelf(ctx.db), run.mode)
  const sample: PlannedRow[] = []
  let read = 0
  const store = async (rows: readonly PlannedRow[]) => {
    const from = read
    read += rows.length
    await inTransaction(ctx, async (tx) => {
      await advance(tx, run, { by, rowsRead: read })
      await insertRows(
        tx.db,
        run.id,
        rows.map((row, offset) => toRow(row, from + offset)),
      )
    })
    await tell(read)
  }
  // A portion is stored while the next one is read.
  let storing = Promise.resolve()
  try {
    for await (const rows of portionsOf(await openDocument(ctx, run.id), plan)) {
      sample.push(...rows.slice(0, MOST_REVIEWED - sample.length))
      await storing
      storing = store(rows)
      // What it throws is thrown with the next portion, or in the end.
      storing.catch(() => undefined)
    }
  } finally {
    await storing
  }
  if (read === 0) {
    throw new StoreError("VALIDATION_ERROR", "No line of the document names an item and a quantity.", {
      userAction:
        "Send the lines as a table with a header such as `sku,size,quantity`, or as text such as `12 x Black Socks`.",
    })
  }
  const review = await ctx.ports.reviewer.review(sample, read)
  return inTransaction(ctx, (tx) => propose(tx, run, by, plan, review))
}

/** Ends the reading: what shows only now, the items, and the hash that an approval names. */
async function propose(
  tx: Context,
  run: ImportRunRow,
  by: string,
  plan: ReadPlan,
  review: Awaited<ReturnType<Context["ports"]["reviewer"]["review"]>>,
): Promise<ImportSummary> {
  await advance(tx, run, { by })
  const { items, late } = plan.finish()
  await markLate(tx.db, run.id, late)
  for (let from = 0; from < items.length; from += PORTION) {
    const portion = items.slice(from, from + PORTION).map(
      ({ variant, quantity, note }): ImportItem => ({
        variantId: variant.variantId,
        expectedStock: variant.stock,
        newStock: run.mode === "audit_count" ? quantity : variant.stock + quantity,
        note,
      }),
    )
    await insertItems(tx.db, run.id, portion)
  }
  await addRemarks(tx.db, run.id, review.remarks)
  await remarkHeld(tx.db, run.id)
  const hash = openProposalHash(run)
  for await (const page of readItems(tx.db, run.id)) hash.add(page)
  const summary = { ...(await summarize(tx.db, run.id)), notes: review.note ? [review.note] : [] }
  await advance(tx, run, {
    by,
    state: "waiting",
    summary,
    proposalHash: hash.digest(),
    message: null,
    reader: null,
  })
  return summary
}

async function advance(
  tx: Context,
  run: ImportRunRow,
  change: Omit<Parameters<typeof advanceImportRun>[3], "updatedAt">,
): Promise<void> {
  const mine = await advanceImportRun(tx.db, run.id, ["reading"], { ...change, updatedAt: tx.now() })
  if (!mine) throw new StoreError("CONFLICT", "The import is read by someone else, or is not read any more.")
}

async function* portionsOf(text: string, plan: ReadPlan): AsyncGenerator<PlannedRow[]> {
  let rows: PlannedRow[] = []
  let count = 0
  for (const row of parseInventoryDocument(linesOf(text))) {
    if (++count > MAX_IMPORT_ROWS) {
      throw new StoreError("VALIDATION_ERROR", `The document has more than ${MAX_IMPORT_ROWS} rows.`, {
        userAction: "Split the document and hand its parts in.",
      })
    }
    rows.push(plan.add(row))
    // Whoever else waits for this process gets their turn.
    if (count % BREATH === 0) await setImmediate()
    if (rows.length < PORTION) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

function toRow(row: PlannedRow, position: number) {
  const { line, text, quantity, matchedVariantId, kind, problem, remark } = row
  const rank = problem ? 0 : remark ? 1 : 2
  // A number that no column can hold is a problem already, and stands in the text.
  const units = quantity !== null && Math.abs(quantity) < 2 ** 31 ? quantity : null
  return { position, line, text, quantity: units, variantId: matchedVariantId, rank, kind, problem, remark }
}
