import type { Context } from "../context"
import { chainLedgerRow, LEDGER_COLUMNS, LEDGER_START } from "./ledger-line"
import { readLedger } from "./queries"

/** The public ledger as CSV, in pieces of many lines, each row with the hash that ties it to all before it. */
export async function* exportLedger(ctx: Context): AsyncGenerator<string> {
  yield `${LEDGER_COLUMNS.join(",")}\r\n`
  let head = LEDGER_START
  for await (const page of readLedger(ctx.db)) {
    let text = ""
    for (const row of page) {
      const { line, hash } = chainLedgerRow(head, row)
      text += `${line}\r\n`
      head = hash
    }
    yield text
  }
}
