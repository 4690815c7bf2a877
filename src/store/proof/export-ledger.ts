import type { Context } from "../context"
import { getProof } from "./get-proof"
import { chainLedgerRow, LEDGER_COLUMNS, LEDGER_START } from "./ledger-line"
import { readLedger } from "./queries"

/**
 * The public ledger as CSV, in pieces of many lines, each row with the hash that ties it to all before it. It ends
 * where the latest proof ends, and with that proof's hash: what came since may still have gaps.
 */
export async function* exportLedger(ctx: Context): AsyncGenerator<string> {
  let left = (await getProof(ctx)).ledgerRows
  yield `${LEDGER_COLUMNS.join(",")}\r\n`
  let head = LEDGER_START
  for await (const page of readLedger(ctx.db)) {
    let text = ""
    for (const row of page.slice(0, left)) {
      const { line, hash } = chainLedgerRow(head, row)
      text += `${line}\r\n`
      head = hash
    }
    yield text
    left -= page.length
    if (left <= 0) return
  }
}
