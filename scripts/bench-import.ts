import { Client } from "pg"
import { readConfig } from "../src/env"
import { applyImport } from "../src/store/imports/apply-import"
import { decideImport } from "../src/store/imports/decide-import"
import { requireImportRun } from "../src/store/imports/queries"
import { readImport } from "../src/store/imports/read-import"
import { requestImport } from "../src/store/imports/request-import"
import { proveLedger } from "../src/store/proof/prove-ledger"
import { openShop } from "../src/wiring"
import { startPostgres } from "../tests/support/postgres"
import { growStore } from "./bench/grow-store"
import { ms, report, times } from "./bench/report"
import { rounds } from "./bench/rounds"

/**
 * P9: a shipment of one line for each of so many variants, from the text to the ledger, beside plain inserts of as many
 * rows of the ledger in batches. The approval in between takes no time here.
 */
const ROWS = Number(process.argv[2] ?? 100_000)
const BATCH = 1_000

const postgres = await startPostgres()
const databaseUrl = postgres.databaseUrl("import")
await query(postgres.url, "create database import")
const shop = await openShop(
  readConfig({
    DATABASE_URL: databaseUrl,
    INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    LOG_LEVEL: "silent",
  }),
)
await growStore(shop.database.sql, { variants: ROWS, orders: 1 })
await shop.database.sql.exec("create table plain_rows (like inventory_adjustments including all)")
const { rows: variants } = await shop.database.sql.query<{ id: string }>(
  `select id from variants where id like 'var_grown-%' limit ${ROWS}`,
)
const documentText = `variant id,qty,note\n${variants.map(({ id }) => `${id},1,box 7`).join("\n")}\n`
const ctx = shop.contextFor({ kind: "admin", email: "bench@shop.test", role: "admin" })

const { ours, theirs, ratio } = await rounds(3, importAll, insertAll)
const begun = performance.now()
const proof = await proveLedger(ctx)
const broken = proof.verdicts.filter(({ violations }) => violations > 0).map(({ name }) => name)
console.error(
  `the proof over ${proof.ledgerRows} rows took ${ms(performance.now() - begun)}; broken: ${broken.join(" ") || "none"}`,
)
report("P9", {
  figure: `a document of ${ROWS} rows (${(Buffer.byteLength(documentText) / 1e6).toFixed(1)} MB), read and applied`,
  ours: ms(ours),
  against: `plain inserts in batches of ${BATCH}: ${ms(theirs)}; 0.3 × and 20 s to reach`,
  result: `${times(1 / ratio)}, ${1 / ratio >= 0.3 && ours <= 20_000 ? "reached" : "not reached"}`,
})
await shop.close()
await postgres.stop()

async function importAll(): Promise<number> {
  const begun = performance.now()
  const { importRunId } = await requestImport(ctx, { mode: "receive_shipment", documentText })
  await readImport(ctx, importRunId)
  const read = performance.now() - begun
  const { proposalHash } = await requireImportRun(ctx.db, importRunId)
  await decideImport(ctx, { importRunId, approve: true, proposalHash: proposalHash ?? "" })
  const { state, message } = await applyImport(ctx, importRunId)
  if (state !== "applied") throw new Error(message)
  const took = performance.now() - begun
  console.error(`read ${ms(read)}, applied ${ms(took - read)}`)
  return took
}

async function insertAll(): Promise<number> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("truncate plain_rows")
  const begun = performance.now()
  await client.query("begin")
  for (let from = 0; from < variants.length; from += BATCH) {
    const values = variants
      .slice(from, from + BATCH)
      .flatMap(({ id }, at) => [
        `adj_${from + at}`,
        "bat_1",
        id,
        "receive_shipment",
        "bench",
        "Bench",
        "",
        "bench",
        0,
        1,
        1,
        new Date(),
      ])
    const places = Array.from(
      { length: values.length / 12 },
      (_, row) => `(${Array.from({ length: 12 }, (_, column) => `$${row * 12 + column + 1}`).join()})`,
    )
    await client.query(
      `insert into plain_rows (id, batch_id, variant_id, mode, source, reason, note, actor, previous_stock, quantity_change, new_stock, created_at) values ${places.join()}`,
      values,
    )
  }
  await client.query("commit")
  const took = performance.now() - begun
  await client.end()
  console.error(`plain inserts ${ms(took)}`)
  return took
}

async function query(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}
