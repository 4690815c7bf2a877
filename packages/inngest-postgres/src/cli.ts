import { parseArgs } from "node:util"
import { openPglite } from "./databases/pglite-database"
import { openPostgres } from "./databases/postgres-database"
import type { Log } from "./log"
import { createEngineServer } from "./server/create-engine-server"

const USAGE = `inngest-postgres: a durable engine for Inngest functions, on Postgres

  npx inngest-postgres --app-url http://localhost:3000/api/inngest

  --app-url <url>         where an app serves its functions; may be given several times
  --database-url <url>    a Postgres; its schema "engine" is used
  --data-dir <directory>  without a Postgres: PGlite in a directory (default .inngest-postgres)
  --port <number>         default 8288
  --host <address>        default 127.0.0.1
  --signing-key <key>     sign calls and ask API callers for the key; without it, for development only
  --event-key <key>       a key that may send events; may be given several times
  --retry-interval <s>    the same number of seconds before every retry, in place of the table
  --concurrency <number>  calls at once (default 16)
  --no-poll               do not ask the apps for changes
  --help`

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
  const db = databaseUrl ? openPostgres(databaseUrl) : await openPglite(values["data-dir"])
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

function readArguments(args: readonly string[]) {
  return parseArgs({
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
      help: { type: "boolean", default: false },
    },
  }).values
}

const consoleLog: Log = {
  info: (fields, message) => console.log(message, fields),
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
}
