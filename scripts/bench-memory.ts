import { readFile } from "node:fs/promises"
import autocannon from "autocannon"
import { buy } from "../tests/support/buy"
import { startPostgres } from "../tests/support/postgres"
import { prepareServer, type StoreServer } from "../tests/support/server"
import { prepareBareNext } from "./bench/prepare-bare-next"
import { report, times } from "./bench/report"

/**
 * P12: resident memory of the process, on Postgres, after pages and orders, again and again: it must not grow. A bare
 * Next is asked as often, in turn, for pages that are as static or dynamic, and commits a row for each order. Linux only.
 */
const ROUNDS = 4
const ORDERS = 30
/** What the store is asked, and what stands for it in the bare Next. */
const PATHS = [
  ["/", "/filled/45"],
  ["/products/anti-anti-infra-tee", "/filled/35"],
  ["/cart", "/dynamic"],
  ["/admin", "/dynamic"],
  ["/api/stock", "/row"],
] as const

const postgres = await startPostgres()
const store = await prepareServer({
  DATABASE_URL: postgres.url,
  INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64"),
  LOG_LEVEL: "error",
})
await store.start()
const bare = await prepareBareNext(postgres.url)
await bare.start()

const sizes: number[] = []
const bareSizes: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  for (const [path, stand] of PATHS) {
    const { requests } = await autocannon({ url: `${store.origin}${path}`, connections: 32, duration: 3 })
    await autocannon({ url: `${bare.origin}${stand}`, connections: 32, amount: requests.total })
  }
  for (let count = 0; count < ORDERS; count++) {
    const { orderId } = await buy(store.origin)
    await fetch(`${bare.origin}/row`, { method: "POST", body: JSON.stringify({ orderId }) })
  }
  sizes.push(await residentMegabytes(store))
  bareSizes.push(await residentMegabytes(bare))
}
const most = Math.max(...sizes)
report("P12", {
  figure: `memory after each of ${ROUNDS} equal loads, Postgres`,
  ours: `${megabytes(sizes)}`,
  against: `a bare Next: ${megabytes(bareSizes)}; 400 MB to keep`,
  result: `${times(most / Math.max(...bareSizes))}, ${most <= 400 ? "reached" : "not reached"}`,
})
await store.kill("SIGKILL")
await bare.kill("SIGKILL")
await postgres.stop()

async function residentMegabytes(server: StoreServer): Promise<number> {
  const status = await readFile(`/proc/${server.pid()}/status`, "utf8")
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
}

function megabytes(sizes: readonly number[]): string {
  return `${sizes.map(Math.round).join(", ")} MB`
}
