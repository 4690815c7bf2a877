import { and, asc, count, desc, eq, gt, lt, lte, max, sql, sum } from "drizzle-orm"
import { products, variants } from "../catalog/tables"
import type { Database } from "../context"
import type { AdjustmentMode } from "../inventory/adjustment"
import { inventoryAdjustments as ledger } from "../inventory/tables"
import { orders } from "../orders/tables"
import type { LedgerRow } from "./ledger-line"
import { proofs } from "./tables"

export type Proof = typeof proofs.$inferSelect

/** Where a variant's stock came from and went, in units; all but `held` add up to `stock`. */
export interface VariantBalance {
  readonly variantId: string
  readonly product: string
  readonly color: string
  readonly size: string
  readonly opening: number
  readonly received: number
  /** Counts and corrections. */
  readonly corrected: number
  /** Taken by orders, less what cancelled ones gave back. */
  readonly sold: number
  readonly stock: number
  /** Of the stock, set aside by checkouts that are open now. */
  readonly held: number
}

const PAGE = 5_000

/** The last place in the ledger that anyone can see; 0 while it is empty. */
export async function findLastSequence(db: Database): Promise<number> {
  const [row] = await db.select({ last: max(ledger.sequence) }).from(ledger)
  return row?.last ?? 0
}

/** The transactions that have begun to write to the ledger and have not ended: they may have places before the last. */
export async function listLedgerWriters(db: Database): Promise<string[]> {
  const result = await db.execute(sql`
    select virtualtransaction as writer from pg_locks
    where locktype = 'relation' and relation = 'inventory_adjustments'::regclass and mode = 'RowExclusiveLock'
      and database = (select oid from pg_database where datname = current_database())
      and granted and pid <> pg_backend_pid()`)
  return (result as unknown as { rows: { writer: string }[] }).rows.map(({ writer }) => writer)
}

/** The ledger in its order, a page at a time; up to the sequence, if one is given. */
export async function* readLedger(db: Database, until?: number): AsyncGenerator<LedgerRow[]> {
  let last = 0
  for (;;) {
    const page = await db
      .select({
        sequence: ledger.sequence,
        at: ledger.createdAt,
        variantId: ledger.variantId,
        mode: ledger.mode,
        previousStock: ledger.previousStock,
        quantityChange: ledger.quantityChange,
        newStock: ledger.newStock,
      })
      .from(ledger)
      .where(and(gt(ledger.sequence, last), until === undefined ? undefined : lte(ledger.sequence, until)))
      .orderBy(asc(ledger.sequence))
      .limit(PAGE)
    const end = page.at(-1)
    if (!end) return
    yield page
    last = end.sequence
  }
}

export async function listBalances(db: Database): Promise<VariantBalance[]> {
  const units = (...modes: AdjustmentMode[]) =>
    sql<number>`coalesce(${sum(ledger.quantityChange)} filter (where ${ledger.mode} in ${modes}), 0)::int`
  return db
    .select({
      variantId: variants.id,
      product: products.name,
      color: variants.color,
      size: variants.size,
      opening: units("opening"),
      received: units("receive_shipment"),
      corrected: units("audit_count", "manual_correction"),
      sold: sql<number>`-${units("order_reservation", "order_release")}`,
      stock: variants.stock,
      held: variants.held,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .leftJoin(ledger, eq(ledger.variantId, variants.id))
    .groupBy(variants.id, products.id)
    .orderBy(asc(products.position), asc(products.name), asc(variants.id))
}

export async function countOrders(db: Database): Promise<number> {
  const [row] = await db.select({ orders: count() }).from(orders)
  return row?.orders ?? 0
}

export async function insertProof(db: Database, proof: Proof): Promise<void> {
  await db.insert(proofs).values(proof)
}

export async function findLatestProof(db: Database): Promise<Proof | undefined> {
  const [proof] = await db.select().from(proofs).orderBy(desc(proofs.provedAt)).limit(1)
  return proof
}

export async function deleteProofs(db: Database, before: Date): Promise<void> {
  await db.delete(proofs).where(lt(proofs.provedAt, before))
}
