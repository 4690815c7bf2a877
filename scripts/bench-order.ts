import { buy } from "../tests/support/buy"
import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { until } from "../tests/support/until"
import { fillShelf, SHELF_TOKEN } from "./bench/fill-shelf"
import { perSecond, report } from "./bench/report"
import { median } from "./bench/rounds"

/**
 * P5: from a cart to an order with its four stages complete, over public HTTP, 16 shoppers at once: checkout, the
 * provider's page, its webhook, the way back, the engine. The peers are not installed here, so there is no ratio.
 */
const ROUNDS = 3
const SHOPPERS = 16
const ORDERS = 96

const postgres = await startPostgres()
const store = await prepareServer({
  DATABASE_URL: postgres.url,
  INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64"),
  SWAG_STORE_API_TOKEN: SHELF_TOKEN,
  LOG_LEVEL: "error",
})
await store.start()
await fillShelf(store.origin)
const rates: number[] = []
for (let round = 0; round <= ROUNDS; round++) {
  const begun = performance.now()
  let left = ORDERS
  const shopper = async () => {
    for (; left > 0; ) {
      left -= 1
      const { orderId, confirmationUrl } = await buy(store.origin)
      await fetch(confirmationUrl, { redirect: "manual" })
      await until(`${orderId} is complete`, () => isComplete(orderId))
    }
  }
  await Promise.all(Array.from({ length: SHOPPERS }, shopper))
  if (round > 0) rates.push(ORDERS / ((performance.now() - begun) / 1000))
}
report("P5", {
  figure: "cart to complete order, 16 shoppers at once",
  ours: perSecond(median(rates)),
  against: "Vendure and Medusa: not installed",
  result: "not compared",
})
await store.kill("SIGKILL")
await postgres.stop()

/** The first event of the order's stream is its whole state. */
async function isComplete(orderId: string): Promise<boolean> {
  const controller = new AbortController()
  const response = await fetch(`${store.origin}/api/realtime/orders/${orderId}`, {
    signal: controller.signal,
  })
  if (!response.ok) return false
  let text = ""
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString()
    if ((text.match(/"status":"complete"/g) ?? []).length >= 4) break
  }
  controller.abort()
  return true
}
