import { sql } from "drizzle-orm"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { chainLedgerRow, LEDGER_START } from "./ledger-line"
import { countOrders, deleteProofs, insertProof, listBalances, type Proof, readLedger } from "./queries"
import { settledSequence } from "./settled-sequence"
import { verifyInvariants } from "./verify-invariants"

const KEEP_DAYS = 90

/**
 * Checks the books on one view of the database, keeps what they said, and tells the operators, once per day and
 * rule, when a rule is broken.
 * @throws StoreError SERVICE_UNAVAILABLE while a change of stock does not come to its end; try again
 */
export async function proveLedger(ctx: Context): Promise<Proof> {
  const last = await settledSequence(ctx)
  const proof = await inTransaction(ctx, async (tx) => {
    await tx.db.execute(sql`set transaction isolation level repeatable read`)
    let ledgerHead = LEDGER_START
    let ledgerRows = 0
    for await (const page of readLedger(tx.db, last)) {
      for (const row of page) ledgerHead = chainLedgerRow(ledgerHead, row).hash
      ledgerRows += page.length
    }
    const proof: Proof = {
      id: newId("proof"),
      provedAt: tx.now(),
      verdicts: await verifyInvariants(tx),
      balances: await listBalances(tx.db),
      orders: await countOrders(tx.db),
      ledgerRows,
      ledgerHead,
    }
    await insertProof(tx.db, proof)
    await deleteProofs(tx.db, new Date(tx.now().getTime() - KEEP_DAYS * 86_400_000))
    return proof
  })
  for (const { name, title, violations } of proof.verdicts.filter(({ violations }) => violations > 0)) {
    await ctx.ports.alerts.raise({
      key: `invariant:${name}:${proof.provedAt.toISOString().slice(0, 10)}`,
      kind: "invariant",
      message: `${name} does not hold for ${violations} rows: ${title}. Run \`npm run verify\` to see them.`,
    })
  }
  return proof
}
