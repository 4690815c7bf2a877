import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { startPostgres } from "../tests/support/postgres"
import { openByHand } from "./bench/durable/by-hand"
import { openDbos } from "./bench/durable/dbos"
import { growEngine } from "./bench/durable/grow-engine"
import { openInMemory } from "./bench/durable/in-memory"
import { openOurs } from "./bench/durable/ours"
import { measure, type Peer } from "./bench/durable/peer"
import { ms, perSecond, report, times } from "./bench/report"
import { median, rounds } from "./bench/rounds"

/**
 * P1 and P2: functions of four durable steps with a write each, on a real Postgres. The ceiling is the same function
 * with the same SDK on an engine that keeps nothing. DBOS is measured when it is there: install it in a folder of its
 * own and name the package's main file in DBOS_ENTRY. Then the same with a million finished runs in the tables, and
 * the heap after equal loads.
 */
const RUNS = 400
const ROUNDS = 5
const GROWN = Number(process.env.BENCH_GROWN_RUNS ?? 1_000_000)

setFlagsFromString("--expose-gc")
const collect: () => void = runInNewContext("gc")

const postgres = await startPostgres()
const ours = await openOurs(postgres.url, 128)
const ceiling = await openInMemory(postgres.url)
const byHand = await openByHand(postgres.url)
const rate =
  (peer: Peer, inFlight: number, runs = RUNS) =>
  async () =>
    (await measure(peer, runs, inFlight)).perSecond
const oneByOne = (peer: Peer) => async () => median((await measure(peer, 60, 1)).latencies)

const throughput = await rounds(ROUNDS, rate(ours, 16), rate(ceiling, 16))
report("P1", {
  figure: "functions of four steps, 16 in flight",
  ours: perSecond(throughput.ours),
  against: `the SDK on an engine that keeps nothing: ${perSecond(throughput.theirs)}; 0.8 × to reach`,
  result: verdict(throughput.ratio, throughput.ratio >= 0.8),
})
await againstDbos(process.env.DBOS_ENTRY)

const latency = await rounds(ROUNDS, oneByOne(ours), oneByOne(ceiling))
report("P2", {
  figure: "event sent to last step done, one in flight",
  ours: ms(latency.ours),
  against: `the SDK on an engine that keeps nothing: ${ms(latency.theirs)}; 2 × to keep`,
  result: verdict(latency.ratio, latency.ratio <= 2),
})
const hand = await rounds(ROUNDS, oneByOne(ours), oneByOne(byHand))
report("P2", {
  figure: "the same, beside memos written by hand",
  ours: ms(hand.ours),
  against: `select, write and insert for each step: ${ms(hand.theirs)}`,
  result: times(hand.ratio),
})

await growth()
await memory()
for (const peer of [ours, ceiling, byHand]) await peer.close()
await postgres.stop()
process.exit(0)

async function againstDbos(entry: string | undefined): Promise<void> {
  const figure = "the same, beside DBOS Transact"
  if (!entry) {
    const against = "DBOS: no DBOS_ENTRY"
    return report("P1", { figure, ours: perSecond(throughput.ours), against, result: "not compared" })
  }
  const dbos = await openDbos(postgres.url, entry)
  const result = await rounds(ROUNDS, rate(ours, 16), rate(dbos, 16))
  report("P1", {
    figure,
    ours: perSecond(result.ours),
    against: `DBOS: ${perSecond(result.theirs)}; 1.5 × to reach`,
    result: verdict(result.ratio, result.ratio >= 1.5),
  })
  await dbos.close()
}

/** The throughput before and after the tables grew; the ceiling beside both, so that the machine's mood cancels out. */
async function growth(): Promise<void> {
  const levels = [1, 16, 128]
  const before: number[] = []
  for (const inFlight of levels) before.push((await relative(inFlight)).ratio)
  await growEngine(ours.db, GROWN)
  for (const [index, inFlight] of levels.entries()) {
    const after = await relative(inFlight)
    const ratio = after.ratio / (before[index] ?? Number.NaN)
    report("P1", {
      figure: `${inFlight} in flight, after ${GROWN.toLocaleString("en")} finished runs`,
      ours: perSecond(after.ours),
      against: "the same before, each as a share of the ceiling beside it; 0.9 × to keep",
      result: verdict(ratio, ratio >= 0.9),
    })
  }
}

function relative(inFlight: number) {
  const runs = inFlight === 1 ? 100 : RUNS
  return rounds(3, rate(ours, inFlight, runs), rate(ceiling, inFlight, runs))
}

async function memory(): Promise<void> {
  const sizes: number[] = []
  for (let round = 0; round < 5; round++) {
    await measure(ours, 2_000, 16)
    collect()
    sizes.push(process.memoryUsage().heapUsed / 2 ** 20)
  }
  const ratio = (sizes.at(-1) ?? Number.NaN) / (sizes[0] ?? Number.NaN)
  report("P12", {
    figure: "heap after each of 5 × 2,000 functions, collected",
    ours: sizes.map((size) => `${size.toFixed(0)} MB`).join(", "),
    against: "the first of them; 1.1 × to keep",
    result: verdict(ratio, ratio <= 1.1),
  })
}

function verdict(ratio: number, reached: boolean): string {
  return `${times(ratio)}, ${reached ? "reached" : "not reached"}`
}
