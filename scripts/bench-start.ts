import { startPostgres } from "../tests/support/postgres"
import { prepareServer, type StoreServer } from "../tests/support/server"
import { PEER_SHOPS, type PeerKind } from "./bench/peers/peer-shops"
import { prepareBareNext } from "./bench/prepare-bare-next"
import { ms, report, times } from "./bench/report"
import { rounds } from "./bench/rounds"

/**
 * P11: from starting the process a second time, on data that is there, to its first answered request. The floor is Next
 * with next to nothing. The store opens its database within the process; the other shops find theirs, a Postgres,
 * running.
 */
const ROUNDS = 5

const store = await prepareServer({ LOG_LEVEL: "error" })
await store.start()
await store.kill("SIGTERM")

const bare = await rounds(ROUNDS, timeOf(store), timeOf(await prepareBareNext()))
report("P11", {
  figure: "second start to the first 200, PGlite",
  ours: ms(bare.ours),
  against: `a bare Next: ${ms(bare.theirs)}; 2,000 ms to reach`,
  result: `${times(bare.ratio)}, ${bare.ours <= 2_000 ? "reached" : "not reached"}`,
})
const postgres = await startPostgres()
for (const kind of PEER_SHOPS) await beside(kind)
await postgres.stop()

async function beside({ name, variable, prepare }: PeerKind): Promise<void> {
  const figure = `the same, beside ${name}`
  const folder = process.env[variable]
  if (!folder) {
    const against = `${name}: no ${variable}`
    return report("P11", { figure, ours: ms(bare.ours), against, result: "not compared" })
  }
  const { server } = await prepare(folder, postgres.url)
  const result = await rounds(ROUNDS, timeOf(store), timeOf(server))
  report("P11", {
    figure,
    ours: ms(result.ours),
    against: `${name}, on Postgres: ${ms(result.theirs)}`,
    result: times(result.ratio),
  })
}

function timeOf(server: StoreServer): () => Promise<number> {
  return async () => {
    const begun = performance.now()
    await server.start()
    const time = performance.now() - begun
    await server.kill("SIGTERM")
    return time
  }
}
