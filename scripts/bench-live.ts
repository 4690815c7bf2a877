import { get } from "node:http"
import { Client } from "pg"
import { buy } from "../tests/support/buy"
import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { ms, report, times } from "./bench/report"
import { median } from "./bench/rounds"
import { startFloor } from "./bench/start-floor"

/**
 * P10: from the commit of a change to the last of so many viewers of the tracker, beside a plain server that listens
 * to the same database and writes to as many streams. Changes go to both in turn.
 */
const VIEWERS = 500
const CHANGES = 15

const postgres = await startPostgres()
const store = await prepareServer({
  DATABASE_URL: postgres.url,
  INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString("base64"),
  LOG_LEVEL: "error",
})
await store.start()
const floor = await startFloor("stream", { DATABASE_URL: postgres.url })
const { orderId } = await buy(store.origin)
const client = new Client({ connectionString: postgres.url })
await client.connect()
const ours = await watch(`${store.origin}/api/realtime/tracker`)
const theirs = await watch(floor.origin)
await new Promise((resolve) => setTimeout(resolve, 5_000))

const results: { ours: number; theirs: number; ratio: number }[] = []
for (let change = 0; change <= CHANGES; change++) {
  const plain = await timeOf(theirs, "floor", `change ${change}`)
  const shop = await timeOf(ours, "swag_live", "tracker")
  if (change > 0) results.push({ ours: shop, theirs: plain, ratio: shop / plain })
}
report("P10", {
  figure: `commit to the last of ${VIEWERS} viewers`,
  ours: ms(median(results.map((result) => result.ours))),
  against: `a plain fan-out: ${ms(median(results.map((result) => result.theirs)))}`,
  result: times(median(results.map((result) => result.ratio))),
})
await client.end()
floor.stop()
await store.kill("SIGKILL")
await postgres.stop()
process.exit(0)

interface Viewers {
  /** Called with each stream that brings data. */
  onData: () => void
}

/** Opens the streams. */
async function watch(url: string): Promise<Viewers> {
  const viewers: Viewers = { onData: () => undefined }
  for (let count = 0; count < VIEWERS; count++) {
    await new Promise<void>((resolve, reject) => {
      get(url, { agent: false }, (answer) => {
        resolve()
        answer.on("data", (chunk: Buffer) => {
          if (chunk.includes("data: ")) viewers.onData()
        })
      }).once("error", reject)
    })
  }
  return viewers
}

async function timeOf(viewers: Viewers, channel: string, payload: string): Promise<number> {
  let left = VIEWERS
  const received = new Promise<number>((resolve) => {
    viewers.onData = () => {
      left -= 1
      if (left === 0) resolve(performance.now())
    }
  })
  await client.query("begin")
  await client.query("update orders set version = version + 1 where id = $1", [orderId])
  await client.query("select pg_notify($1, $2)", [channel, payload])
  const committed = performance.now()
  await client.query("commit")
  const time = (await received) - committed
  // Whatever the shop still has to say about the floor's change is not counted in the next one.
  await new Promise((resolve) => setTimeout(resolve, 300))
  return time
}
