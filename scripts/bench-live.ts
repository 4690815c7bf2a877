import { fork } from "node:child_process"
import { once } from "node:events"
import { Client } from "pg"
import { buy } from "../tests/support/buy"
import { endWithUs } from "../tests/support/end-with-us"
import { startPostgres } from "../tests/support/postgres"
import { prepareServer } from "../tests/support/server"
import { ms, report, times } from "./bench/report"
import { median } from "./bench/rounds"
import { startFloor } from "./bench/start-floor"
import { readNumberOptions } from "./number-options.mjs"

/**
 * P10: from the commit of a change to the last of so many viewers of the tracker, beside a plain server that listens
 * to the same database and writes to as many streams. Changes go to both in turn. The viewers are in processes of
 * their own, and there are twice as many sockets: `ulimit -n` must allow them. `--viewers` sets how many.
 */
const { viewers } = readNumberOptions({ viewers: 5_000 })
const CROWDS = 4
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
  figure: `commit to the last of ${viewers} viewers`,
  ours: ms(median(results.map((result) => result.ours))),
  against: `a plain fan-out: ${ms(median(results.map((result) => result.theirs)))}`,
  result: times(median(results.map((result) => result.ratio))),
})
await client.end()
floor.stop()
await store.kill("SIGKILL")
await postgres.stop()
process.exit(0)

type Viewers = ReturnType<typeof fork>[]

/** Opens the streams. */
async function watch(url: string): Promise<Viewers> {
  const crowds = Array.from({ length: CROWDS }, () =>
    fork(new URL("./bench/viewers.mjs", import.meta.url), [url, String(Math.ceil(viewers / CROWDS))], {
      execArgv: [],
    }),
  )
  for (const crowd of crowds) endWithUs(crowd)
  await Promise.all(crowds.map((crowd) => once(crowd, "message")))
  return crowds
}

async function timeOf(crowds: Viewers, channel: string, payload: string): Promise<number> {
  for (const crowd of crowds) crowd.send("next")
  await Promise.all(crowds.map((crowd) => once(crowd, "message")))
  const received = Promise.all(crowds.map(async (crowd) => Number((await once(crowd, "message"))[0])))
  await client.query("begin")
  await client.query("update orders set version = version + 1 where id = $1", [orderId])
  await client.query("select pg_notify($1, $2)", [channel, payload])
  const committed = Number(process.hrtime.bigint()) / 1e6
  await client.query("commit")
  const time = Math.max(...(await received)) - committed
  // Whatever the shop still has to say about the floor's change is not counted in the next one.
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  return time
}
