import { buy } from "../tests/support/buy"
import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { until } from "../tests/support/until"
import { fillShelf, SHELF_TOKEN } from "./bench/fill-shelf"
import { PEER_SHOPS, type PeerKind } from "./bench/peers/peer-shops"
import { perSecond, report, times } from "./bench/report"
import { rounds } from "./bench/rounds"

/**
 * P5: from a cart to a paid order, over public HTTP, 16 shoppers at once, beside Vendure and Medusa on the same Postgres
 * where they are installed. What is counted differs, and not in favour of ours: an order here passes through the
 * provider's page, its webhook and the way back, and counts when its four stages are complete (payment captured, stock
 * taken, letter written, row in the sheet). A peer's counts when it is placed and its payment is settled, by a provider
 * that says yes at once; the peers hold the stock, and send no letter.
 */
const ROUNDS = 3
const SHOPPERS = 16
const ORDERS = 48

const postgres = await startPostgres()
const store = await prepareServer({
  DATABASE_URL: postgres.url,
  INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64"),
  SWAG_STORE_API_TOKEN: SHELF_TOKEN,
  LOG_LEVEL: "error",
})
await store.start()
await fillShelf(store.origin)
for (const kind of PEER_SHOPS) await beside(kind)
await store.kill("SIGKILL")
await postgres.stop()

async function beside({ name, variable, toReach, prepare }: PeerKind): Promise<void> {
  const figure = "cart to complete order, 16 shoppers at once"
  const folder = process.env[variable]
  if (!folder) {
    await ofOurs()
    const ours = perSecond(await ofOurs())
    const against = `${name}: no ${variable}`
    return report("P5", { figure, ours, against, result: "not compared" })
  }
  const peer = await prepare(folder, postgres.url)
  await peer.server.start()
  const { ours, theirs, ratio } = await rounds(ROUNDS, ofOurs, () => ordersPerSecond(peer.buy))
  await peer.server.kill("SIGKILL")
  report("P5", {
    figure,
    ours: perSecond(ours),
    against: `${name}: ${perSecond(theirs)}; ${toReach} × to reach`,
    result: `${times(ratio)}, ${ratio >= toReach ? "reached" : "not reached"}`,
  })
}

function ofOurs(): Promise<number> {
  return ordersPerSecond(async () => {
    const { orderId, confirmationUrl } = await buy(store.origin)
    await fetch(confirmationUrl, { redirect: "manual" })
    await until(`${orderId} is complete`, () => isComplete(orderId))
  })
}

async function ordersPerSecond(order: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  let left = ORDERS
  const shopper = async () => {
    for (; left > 0; ) {
      left -= 1
      await order()
    }
  }
  await Promise.all(Array.from({ length: SHOPPERS }, shopper))
  return ORDERS / ((performance.now() - begun) / 1000)
}

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
