import { openPglite } from "./databases/pglite-database"
import { openPostgres } from "./databases/postgres-database"
import type { Log } from "./log"
import { diagnose } from "./operations/diagnose"
import { measure } from "./operations/measure"
import { readArguments, USAGE } from "./read-arguments"
import { migrate } from "./schema/migrate"
import { createEngineServer } from "./server/create-engine-server"
import type { SqlDatabase } from "./sql"

const DAY_MS = 24 * 60 * 60_000

/** Runs the command line. Resolves to the exit code, or to null while the server runs. */
export async function runCommand(args: readonly string[]): Promise<number | null> {
  let values: ReturnType<typeof readArguments>
  try {
    values = readArguments(args)
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`)
    return 2
  }
  if (values.help) {
    console.log(USAGE)
    return 0
  }
  const databaseUrl = values["database-url"]
  const { "data-dir": directory = ".inngest-postgres" } = values
  const db = databaseUrl ? openPostgres(databaseUrl) : await openPglite(directory)
  if (values.command === "doctor") return doctor(db)
  const retryMs = values["retry-interval"] === undefined ? null : Number(values["retry-interval"]) * 1000
  const server = await createEngineServer({
    db,
    appUrls: values["app-url"],
    port: Number(values.port),
    host: values.host,
    log: consoleLog,
    concurrency: Number(values.concurrency),
    ...(values["signing-key"] ? { signingKey: values["signing-key"] } : {}),
    ...(values["event-key"] ? { eventKeys: values["event-key"] } : {}),
    ...(retryMs === null ? {} : { retryDelayMs: () => retryMs }),
    retentionMs: values.retention === "0" ? null : Number(values.retention) * DAY_MS,
    ...(values["no-poll"] ? { poll: false } : {}),
  })
  console.log(`inngest-postgres at ${server.url}, state in ${databaseUrl ? "Postgres" : directory}`)
  const close = async () => {
    await server.close()
    await db.close()
    process.exit(0)
  }
  process.once("SIGTERM", () => void close())
  process.once("SIGINT", () => void close())
  return null
}

/** Says what is stuck. Resolves to 0 when nothing is, and else to 1. */
async function doctor(db: SqlDatabase & { close(): Promise<void> }): Promise<number> {
  await migrate(db)
  const findings = await diagnose(db)
  const { jobsReady, jobsExecuting, jobsLater, lagSeconds, runsRunning, processes } = await measure(db)
  await db.close()
  console.log(
    `${runsRunning} runs under way; calls: ${jobsExecuting} made now, ${jobsReady} ready (the oldest for ${lagSeconds.toFixed(1)} s), ${jobsLater} later; ${processes} processes`,
  )
  for (const { problem, count, examples, advice } of findings) {
    console.log(
      `\n${problem}: ${count === 1000 ? "1000 or more" : count}\n  ${examples.join(" ")}\n  ${advice}`,
    )
  }
  if (findings.length === 0) console.log("Nothing is stuck.")
  return findings.length === 0 ? 0 : 1
}

const consoleLog: Log = {
  info: (fields, message) => console.log(message, fields),
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
}
