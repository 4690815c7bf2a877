import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { fillShelf, SHELF_TOKEN } from "./bench/fill-shelf"
import { load, type Shot } from "./bench/load"
import { ms, perSecond, report } from "./bench/report"
import { median } from "./bench/rounds"

/** P4: POST /api/checkout with the payment sandbox, alone and over 32 connections, each from an address of its own. */
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
await load(1, shots(ALONE))
const p50s: number[] = []
const p99s: number[] = []
const rates: number[] = []
for (let round = 0; round < ROUNDS; round++) {
  p50s.push((await load(1, shots(ALONE))).p50Ms)
  const busy = await load(32, shots(AT_ONCE))
  p99s.push(busy.p99Ms)
  rates.push(busy.perSecond)
}
report("P4", {
  figure: "checkout session, sandbox",
  ours: `p50 ${ms(median(p50s))} alone, p99 ${ms(median(p99s))} and ${perSecond(median(rates))} over 32 connections`,
  against: "5 ms and 50 ms",
  result: median(p50s) <= 5 && median(p99s) <= 50 ? "reached" : "not reached",
})
await store.kill("SIGKILL")
await postgres.stop()

function shots(count: number): Shot[] {
  return Array.from({ length: count }, (_, index) => ({
    url: `${store.origin}/api/checkout`,
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": `198.18.${index >> 8}.${index & 255}` },
    body: JSON.stringify({
      items: [{ productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 1 }],
    }),
  }))
}
