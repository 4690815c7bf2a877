import { pathToFileURL } from "node:url"
import { Pool } from "pg"
import { EFFECTS, type Peer, STEPS, WRITE } from "./peer"

/** What is used of the package, which is not among ours. */
interface Dbos {
  setConfig(config: {
    name: string
    systemDatabaseUrl: string
    systemDatabasePoolSize: number
    logLevel: string
  }): void
  registerWorkflow<Result>(
    work: (key: string) => Promise<Result>,
    options: { name: string },
  ): (key: string) => Promise<Result>
  runStep(work: () => Promise<unknown>, options: { name: string }): Promise<unknown>
  startWorkflow(
    work: (key: string) => Promise<void>,
  ): (key: string) => Promise<{ getResult(): Promise<unknown> }>
  launch(): Promise<void>
  shutdown(): Promise<void>
}

/**
 * DBOS Transact on the same Postgres. `entry` is the file of its package, from the environment.
 * @throws Error when there is no such package
 */
export async function openDbos(databaseUrl: string, entry: string): Promise<Peer> {
  const { DBOS } = (await import(pathToFileURL(entry).href)) as { DBOS: Dbos }
  const pool = new Pool({ connectionString: databaseUrl, max: 12 })
  await pool.query(EFFECTS)
  DBOS.setConfig({
    name: "bench",
    systemDatabaseUrl: databaseUrl,
    systemDatabasePoolSize: 12,
    logLevel: "error",
  })
  const four = DBOS.registerWorkflow(
    async (key) => {
      for (const name of STEPS) {
        await DBOS.runStep(() => pool.query(WRITE, [key, name]).then(() => name), { name })
      }
    },
    { name: "four" },
  )
  await DBOS.launch()
  return {
    async run(key) {
      await (await DBOS.startWorkflow(four)(key)).getResult()
    },
    settle: () => Promise.resolve(),
    async close() {
      await DBOS.shutdown()
      await pool.end()
    },
  }
}
