import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { fillShelf, SHELF_TOKEN } from "./bench/fill-shelf"
import { load, type Shot } from "./bench/load"
import { prepareBareNext } from "./bench/prepare-bare-next"
import { ms, perSecond, report, times } from "./bench/report"
import { median, rounds } from "./bench/rounds"

/**
 * P4: POST /api/checkout with the payment sandbox, alone and over 32 connections, each from an address of its own. The
 * floor is a route of a bare Next that commits one row with the same body.
 */
const ROUNDS = 5
const ALONE = 100
const AT_ONCE = 480

const postgres = await startPostgres()
const store = await prepareServer({
  DATABASE_URL: postgres.url,
  INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64"),
  SWAG_STORE_API_TOKEN: SHELF_TOKEN,
  LOG_LEVEL: "error",
})
await store.start()
await fillShelf(store.origin)
const bare = await prepareBareNext(postgres.url)
await bare.start()
const checkout = `${store.origin}/api/checkout`
const row = `${bare.origin}/row`

const alone = await rounds(
  ROUNDS,
  async () => (await load(1, shots(checkout, ALONE))).p50Ms,
  async () => (await load(1, shots(row, ALONE))).p50Ms,
)
report("P4", {
  figure: "checkout session, sandbox, alone",
  ours: `p50 ${ms(alone.ours)}`,
  against: `a bare Next route that commits one row: ${ms(alone.theirs)}; 5 ms to reach`,
  result: `${times(alone.ratio)}, ${alone.ours <= 5 ? "reached" : "not reached"}`,
})
const rates: Record<string, number[]> = { [checkout]: [], [row]: [] }
const crowded = await rounds(
  ROUNDS,
  () => p99Of(checkout),
  () => p99Of(row),
)
const rateOf = (url: string) => perSecond(median(rates[url] ?? []))
report("P4", {
  figure: "the same, 32 connections",
  ours: `p99 ${ms(crowded.ours)}, ${rateOf(checkout)}`,
  against: `the same route: ${ms(crowded.theirs)}, ${rateOf(row)}; 50 ms to reach`,
  result: `${times(crowded.ratio)}, ${crowded.ours <= 50 ? "reached" : "not reached"}`,
})
await store.kill("SIGKILL")
await bare.kill("SIGKILL")
await postgres.stop()

async function p99Of(url: string): Promise<number> {
  const busy = await load(32, shots(url, AT_ONCE))
  rates[url]?.push(busy.perSecond)
  return busy.p99Ms
}

function shots(url: string, count: number): Shot[] {
  return Array.from({ length: count }, (_, index) => ({
    url,
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": `198.18.${index >> 8}.${index & 255}` },
    body: JSON.stringify({
      items: [{ productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 1 }],
    }),
  }))
}
