import { Client } from "pg"
import Stripe from "stripe"
import { createVault } from "../src/services/vault"
import { buy } from "../tests/support/buy"
import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { until } from "../tests/support/until"
import { load, type Shot } from "./bench/load"
import { perSecond, report, times } from "./bench/report"
import { rounds } from "./bench/rounds"
import { startFloor } from "./bench/start-floor"

/**
 * P3: webhooks answered per second over 32 connections, beside a plain server that checks an HMAC and commits one row.
 * The events are new ones about sessions that are paid. The shop answers once they are in its inbox, and handles most of
 * them after the flood; that is waited for, so that it does not disturb the other's turn.
 */
const CONNECTIONS = 32
const EVENTS = 3_000
const SESSIONS = 48

let events = 0

const key = Buffer.alloc(32, 5)
const secret = `whsec_${createVault([key]).sign("sandbox webhook secret")}`
const postgres = await startPostgres()
const env = { DATABASE_URL: postgres.url, INNGEST_ENCRYPTION_KEY: key.toString("base64"), LOG_LEVEL: "error" }
const store = await prepareServer(env)
await store.start()
const floor = await startFloor("webhook", { DATABASE_URL: postgres.url, SECRET: secret })

const stripe = new Stripe("sk_test_bench")
const sessions: { id: string; orderId: string }[] = []
for (let count = 0; count < SESSIONS; count++) {
  const { orderId, confirmationUrl } = await buy(store.origin)
  sessions.push({ id: new URL(confirmationUrl).searchParams.get("session_id") ?? "", orderId })
}

const client = new Client({ connectionString: postgres.url })
await client.connect()
const ofShop = async () => {
  const answered = await load(CONNECTIONS, shots(`${store.origin}/api/webhooks/stripe`))
  await until("all of them are handled", async () => {
    const { rows } = await client.query("select 1 from webhook_inbox limit 1")
    return rows.length === 0
  })
  return answered
}
const ofFloor = () => load(CONNECTIONS, shots(floor.origin))
const result = await rounds(
  5,
  async () => (await ofShop()).perSecond,
  async () => (await ofFloor()).perSecond,
)
report("P3", {
  figure: "webhook acknowledgements, 32 connections",
  ours: perSecond(result.ours),
  against: `node:http, HMAC and one commit: ${perSecond(result.theirs)}`,
  result: times(result.ratio),
})
await client.end()
floor.stop()
await store.kill("SIGKILL")
await postgres.stop()

function shots(url: string): Shot[] {
  return Array.from({ length: EVENTS }, (_, index) => {
    const session = sessions[index % SESSIONS]
    events += 1
    const body = JSON.stringify({
      id: `evt_bench_${events}`,
      object: "event",
      api_version: "2025-01-01",
      created: Math.floor(Date.now() / 1000),
      type: "checkout.session.completed",
      data: {
        object: {
          id: session?.id,
          object: "checkout.session",
          status: "complete",
          payment_status: "paid",
          client_reference_id: session?.orderId,
          metadata: { orderId: session?.orderId, appOrigin: store.origin },
        },
      },
    })
    const signature = stripe.webhooks.generateTestHeaderString({ payload: body, secret })
    return {
      url,
      method: "POST",
      body,
      headers: { "content-type": "application/json", "stripe-signature": signature },
    }
  })
}
