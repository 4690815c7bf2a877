import { and, asc, count, eq, gt, or, sql } from "drizzle-orm"
import { products, variants } from "../catalog/tables"
import type { Database } from "../context"
import type { LateProblem, ProblemKind } from "../inventory/read-plan"
import { recordSet } from "../record-set"
import type { ImportItem, ImportSummary } from "./import-run"
import { importItems, importRows } from "./tables"

type ImportRow = typeof importRows.$inferSelect

/** All that a reading has left behind. */
export async function deleteRead(db: Database, importRunId: string): Promise<void> {
  await db.delete(importRows).where(eq(importRows.importRunId, importRunId))
  await db.delete(importItems).where(eq(importItems.importRunId, importRunId))
}

export async function insertRows(
  db: Database,
  importRunId: string,
  rows: readonly Omit<ImportRow, "importRunId">[],
): Promise<void> {
  await db.execute(sql`
    insert into ${importRows} (import_run_id, position, line, text, quantity, variant_id, rank, kind, problem, remark)
    select ${importRunId}, r.position, r.line, r.text, r.quantity, r."variantId", r.rank, r.kind, r.problem, r.remark
    from ${recordSet(rows, "r", {
      position: "int",
      line: "int",
      text: "text",
      quantity: "int",
      variantId: "text",
      rank: "int",
      kind: "text",
      problem: "text",
      remark: "text",
    })}`)
}

export async function insertItems(
  db: Database,
  importRunId: string,
  items: readonly ImportItem[],
): Promise<void> {
  await db.execute(sql`
    insert into ${importItems} (import_run_id, variant_id, expected_stock, new_stock, note)
    select ${importRunId}, i."variantId", i."expectedStock", i."newStock", i.note
    from ${recordSet(items, "i", { variantId: "text", expectedStock: "int", newStock: "int", note: "text" })}`)
}

/** Gives every row of the variant the problem that showed only in the end. */
export async function markLate(
  db: Database,
  importRunId: string,
  late: readonly LateProblem[],
): Promise<void> {
  if (late.length === 0) return
  await db.execute(sql`
    update ${importRows} set rank = 0, kind = l.kind, problem = l.problem, remark = null
    from ${recordSet(late, "l", { variantId: "text", kind: "text", problem: "text" })}
    where import_run_id = ${importRunId} and variant_id = l."variantId" and ${importRows.problem} is null`)
}

/** Puts a remark beside the rows of a line, after those that stand there. */
export async function addRemarks(
  db: Database,
  importRunId: string,
  remarks: readonly { readonly line: number; readonly message: string }[],
): Promise<void> {
  if (remarks.length === 0) return
  await db.execute(sql`
    update ${importRows} set rank = least(rank, 1), remark = concat_ws(' ', remark, m.message)
    from (select line, string_agg(message, ' ') as message
      from ${recordSet(remarks, "s", { line: "int", message: "text" })} group by line) m
    where import_run_id = ${importRunId} and ${importRows.line} = m.line`)
}

/**
 * Says of the rows whose variant would be left with less than open checkouts hold. That it holds any at all is said
 * too, for the planner: few variants are held.
 */
export async function remarkHeld(db: Database, importRunId: string): Promise<void> {
  await db.execute(sql`
    update ${importRows} set rank = least(rank, 1),
      remark = concat_ws(' ', remark, format('Open checkouts hold %s; %s would be left.', v.held, i.new_stock))
    from ${importItems} i join ${variants} v on v.id = i.variant_id
    where i.import_run_id = ${importRunId} and v.held > 0 and v.held > i.new_stock
      and ${importRows.importRunId} = i.import_run_id and ${importRows.variantId} = i.variant_id`)
}

export async function summarize(db: Database, importRunId: string): Promise<Omit<ImportSummary, "notes">> {
  const groups = await db
    .select({ kind: importRows.kind, rank: importRows.rank, rows: count() })
    .from(importRows)
    .where(eq(importRows.importRunId, importRunId))
    .groupBy(importRows.kind, importRows.rank)
  const [items] = await db
    .select({ variants: count() })
    .from(importItems)
    .where(eq(importItems.importRunId, importRunId))
  const problems: Partial<Record<ProblemKind, number>> = {}
  for (const { kind, rows } of groups) if (kind) problems[kind] = (problems[kind] ?? 0) + rows
  return {
    rows: groups.reduce((sum, { rows }) => sum + rows, 0),
    problems,
    remarks: groups.reduce((sum, { rank, rows }) => sum + (rank === 1 ? rows : 0), 0),
    variants: items?.variants ?? 0,
  }
}

/** Each page is sorted out of all items anew, so there are few of them. */
const ITEMS_PAGE = 20_000

/** What would be applied, in the order in which stock is moved, a page at a time. */
export async function* readItems(db: Database, importRunId: string): AsyncGenerator<ImportItem[]> {
  const inIdOrder = sql`${importItems.variantId} collate "C"`
  for (let after = ""; ; ) {
    const page = await db
      .select({
        variantId: importItems.variantId,
        expectedStock: importItems.expectedStock,
        newStock: importItems.newStock,
        note: importItems.note,
      })
      .from(importItems)
      .where(and(eq(importItems.importRunId, importRunId), sql`${inIdOrder} > ${after}`))
      .orderBy(inIdOrder)
      .limit(ITEMS_PAGE)
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (!last || page.length < ITEMS_PAGE) return
    after = last.variantId
  }
}

/**
 * Takes the shelf that the run would change, in id order, and answers with the variants that are not as they were
 * shown, the first of them only.
 */
export async function lockShelf(
  db: Database,
  importRunId: string,
): Promise<
  { readonly variantId: string; readonly stock: number | null; readonly expected: number } | undefined
> {
  await db.execute(sql`
    select count(*) from (
      select 1 from ${variants} v join ${importItems} i on i.variant_id = v.id
      where i.import_run_id = ${importRunId} order by v.id collate "C" for update of v) locked`)
  const { rows } = (await db.execute(sql`
    select i.variant_id as "variantId", case when v.archived_at is null and p.archived_at is null then v.stock end as stock,
      i.expected_stock as expected
    from ${importItems} i left join ${variants} v on v.id = i.variant_id left join ${products} p on p.id = v.product_id
    where i.import_run_id = ${importRunId}
      and (v.stock is distinct from i.expected_stock or v.archived_at is not null or p.archived_at is not null)
    order by i.variant_id collate "C" limit 1`)) as unknown as {
    rows: { variantId: string; stock: number | null; expected: number }[]
  }
  return rows[0]
}

export type ReviewRow = Awaited<ReturnType<typeof listRows>>[number]

export interface RowsAfter {
  readonly rank: number
  readonly position: number
}

/** A page of a run's rows, those with problems first, with what each would do. */
export async function listRows(
  db: Database,
  importRunId: string,
  query: {
    readonly kind?: ProblemKind | "any" | undefined
    readonly after?: RowsAfter | undefined
    readonly limit: number
  },
) {
  const { kind, after, limit } = query
  const { rank, position } = importRows
  return db
    .select({
      position,
      rank,
      line: importRows.line,
      text: importRows.text,
      quantity: importRows.quantity,
      variantId: importRows.variantId,
      problem: importRows.problem,
      remark: importRows.remark,
      productName: products.name,
      size: variants.size,
      color: variants.color,
      expectedStock: importItems.expectedStock,
      newStock: importItems.newStock,
    })
    .from(importRows)
    .leftJoin(variants, eq(variants.id, importRows.variantId))
    .leftJoin(products, eq(products.id, variants.productId))
    .leftJoin(
      importItems,
      and(
        eq(importItems.importRunId, importRows.importRunId),
        eq(importItems.variantId, importRows.variantId),
      ),
    )
    .where(
      and(
        eq(importRows.importRunId, importRunId),
        kind === undefined ? undefined : eq(rank, 0),
        kind === undefined || kind === "any" ? undefined : eq(importRows.kind, kind),
        after ? or(gt(rank, after.rank), and(eq(rank, after.rank), gt(position, after.position))) : undefined,
      ),
    )
    .orderBy(asc(rank), asc(position))
    .limit(limit)
}
