import { readFile } from "node:fs/promises"
import autocannon from "autocannon"
import { buy } from "../tests/support/buy"
import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { report } from "./bench/report"

/** P12: resident memory of the process, on Postgres, after pages and orders, again and again: it must not grow. Linux only. */
const postgres = await startPostgres()
const store = await prepareServer({
  DATABASE_URL: postgres.url,
  INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64"),
  LOG_LEVEL: "error",
})
await store.start()
const ROUNDS = 4

const sizes: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  for (const path of ["/", "/products/anti-anti-infra-tee", "/cart", "/admin", "/api/stock"]) {
    await autocannon({ url: `${store.origin}${path}`, connections: 32, duration: 3 })
  }
  for (let count = 0; count < 30; count++) await buy(store.origin)
  sizes.push(await residentMegabytes())
}
report("P12", {
  figure: `memory after each of ${ROUNDS} equal loads, Postgres`,
  ours: sizes.map((size) => `${Math.round(size)} MB`).join(", "),
  against: "400 MB",
  result: Math.max(...sizes) <= 400 ? "reached" : "not reached",
})
await store.kill("SIGKILL")
await postgres.stop()

async function residentMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${store.pid()}/status`, "utf8")
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}
