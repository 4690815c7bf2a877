import { randomKills } from "../packages/inngest-postgres/tests/support/random-kills"
import { startPostgres } from "../tests/support/postgres"
import { seeded } from "../tests/support/seeded"
import { readNumberOptions } from "./number-options.mjs"

/**
 * `npm run crash -- --kills 500 --seed 1`: two processes of the durable engine work on one Postgres with fifty runs of
 * every kind open, and one of them is killed again and again at random. Ends with 1 if a run is lost, a memoized step
 * runs again or a fan-out happens twice. Ctrl-C ends the killing early.
 */
const { kills, seed, runs: inFlight } = readNumberOptions({ kills: 500, seed: 1, runs: 50 })
const postgres = await startPostgres()
let stopped = false
process.once("SIGINT", () => {
  stopped = true
})
const beganAt = performance.now()
const outcome = await randomKills({
  url: postgres.url,
  random: seeded(seed),
  kills,
  inFlight,
  onKill: (kill) => {
    if (kill % 25 === 0) console.log(`${kill} kills after ${seconds()} s`)
    return !stopped
  },
})
console.log(
  `${outcome.kills} kills with ${inFlight} runs open, seed ${seed}: ${outcome.runs} runs in ${seconds()} s, ${outcome.repeated} effects that died before their memo and were repeated, ${outcome.problems.length} problems`,
)
for (const problem of outcome.problems) console.error(problem)
await postgres.stop()
process.exit(outcome.problems.length === 0 ? 0 : 1)

function seconds(): number {
  return Math.round((performance.now() - beganAt) / 1000)
}
