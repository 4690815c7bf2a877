import { parseArgs } from "node:util"
import { openPglite } from "./databases/pglite-database"
import { openPostgres } from "./databases/postgres-database"
import type { Log } from "./log"
import { diagnose } from "./operations/diagnose"
import { measure } from "./operations/measure"
import { migrate } from "./schema/migrate"
import { createEngineServer } from "./server/create-engine-server"
import type { SqlDatabase } from "./sql"

const USAGE = `inngest-postgres: a durable engine for Inngest functions, on Postgres

  npx inngest-postgres --app-url http://localhost:3000/api/inngest
  npx inngest-postgres doctor [--database-url <url> | --data-dir <directory>]

  --app-url <url>         where an app serves its functions; may be given several times
  --database-url <url>    a Postgres; its schema "engine" is used
  --data-dir <directory>  without a Postgres: PGlite in a directory (default .inngest-postgres)
  --port <number>         default 8288
  --host <address>        default 127.0.0.1
  --signing-key <key>     sign calls and ask API callers for the key; without it, for development only
  --event-key <key>       a key that may send events; may be given several times
  --retry-interval <s>    the same number of seconds before every retry, in place of the table
  --concurrency <number>  calls at once (default 16)
  --retention <days>      how long ended runs are kept (default 30, at least 1; 0 keeps them for ever)
  --no-poll               do not ask the apps for changes
  --help`

const NUMBERS = ["port", "concurrency", "retention", "retry-interval"] as const
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
  if (values.command !== undefined && values.command !== "doctor") {
    console.error(`There is no command "${values.command}".\n\n${USAGE}`)
    return 2
  }
  const wrong = NUMBERS.find((name) => values[name] !== undefined && !/^\d+(\.\d+)?$/.test(values[name]))
  if (wrong) {
    console.error(`--${wrong} takes a number, and "${values[wrong]}" is none.\n\n${USAGE}`)
    return 2
  }
  const databaseUrl = values["database-url"]
  const db = databaseUrl ? openPostgres(databaseUrl) : await openPglite(values["data-dir"])
  if (values.command === "doctor") return doctor(db)
  const retryMs = values["retry-interval"] === undefined ? null : Number(values["retry-interval"]) * 1000
  const server = await createEngineServer({
    db,
    appUrls: values["app-url"] ?? [],
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
  console.log(`inngest-postgres at ${server.url}, state in ${databaseUrl ? "Postgres" : values["data-dir"]}`)
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

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    args: [...args],
    options: {
      "app-url": { type: "string", short: "u", multiple: true },
      "database-url": { type: "string" },
      "data-dir": { type: "string", default: ".inngest-postgres" },
      port: { type: "string", short: "p", default: "8288" },
      host: { type: "string", default: "127.0.0.1" },
      "signing-key": { type: "string" },
      "event-key": { type: "string", multiple: true },
      "retry-interval": { type: "string" },
      concurrency: { type: "string", default: "16" },
      "no-poll": { type: "boolean", default: false },
      retention: { type: "string", default: "30" },
      help: { type: "boolean", default: false },
    },
  })
  return { ...values, command: positionals[0] }
}

const consoleLog: Log = {
  info: (fields, message) => console.log(message, fields),
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
}
