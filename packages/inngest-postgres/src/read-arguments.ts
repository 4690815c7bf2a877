import { parseArgs } from "node:util"

export const USAGE = `inngest-postgres: a durable engine for Inngest functions, on Postgres

  npx inngest-postgres --app-url http://localhost:3000/api/inngest
  npx inngest-postgres doctor [--database-url <url> | --data-dir <directory>]

  --app-url <url>         where an app serves its functions; may be given several times (also -u and --sdk-url,
                          and the command "dev" may stand first, as one calls the dev server)
  --database-url <url>    a Postgres; its schema "engine" is used
  --data-dir <directory>  without a Postgres: PGlite in a directory (default .inngest-postgres)
  --port <number>         default 8288
  --host <address>        default 127.0.0.1
  --signing-key <key>     sign calls and ask API callers for the key; without it, for development only
  --event-key <key>       a key that may send events; may be given several times
  --retry-interval <s>    seconds before every retry, the same each time (default: 15 s and up, as on Inngest)
  --concurrency <number>  calls at once (default 16)
  --retention <days>      how long ended runs are kept (default 30, at least 1; 0 keeps them for ever)
  --no-poll               do not ask the apps for changes
  --no-discovery, --tick <ms>
                          as the dev server takes them; there is nothing to do for either: apps are never looked
                          for, and the queue is woken, not polled
  --help

  ENGINE_SIGNING_KEY, ENGINE_EVENT_KEY (several with commas between them) and ENGINE_DATABASE_URL in the
  environment do the same, and are not seen in the list of processes.`

const COMMANDS = ["dev", "doctor"] as const
const NUMBERS = ["port", "concurrency", "retention", "retry-interval", "tick"] as const

/** @throws Error in words when they cannot be read */
export function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    args: [...args],
    options: {
      "app-url": { type: "string", short: "u", multiple: true, default: [] },
      "sdk-url": { type: "string", multiple: true, default: [] },
      "database-url": { type: "string" },
      "data-dir": { type: "string" },
      port: { type: "string", short: "p", default: "8288" },
      host: { type: "string", default: "127.0.0.1" },
      "signing-key": { type: "string" },
      "event-key": { type: "string", multiple: true },
      "retry-interval": { type: "string" },
      concurrency: { type: "string", default: "16" },
      "no-discovery": { type: "boolean", default: false },
      tick: { type: "string" },
      "no-poll": { type: "boolean", default: false },
      retention: { type: "string", default: "30" },
      help: { type: "boolean", default: false },
    },
  })
  const [command = "dev", ...rest] = positionals
  if (!isCommand(command)) throw new Error(`There is no command "${command}".`)
  if (rest.length > 0) throw new Error(`"${rest[0]}" says nothing here.`)
  const wrong = NUMBERS.find((name) => values[name] !== undefined && !/^\d+(\.\d+)?$/.test(values[name]))
  if (wrong) throw new Error(`--${wrong} takes a number, and "${values[wrong]}" is none.`)
  const appUrls = [...values["app-url"], ...values["sdk-url"]]
  return { ...values, ...environment(values), "app-url": appUrls, command }
}

function isCommand(text: string): text is (typeof COMMANDS)[number] {
  return (COMMANDS as readonly string[]).includes(text)
}

/** What an argument does not say, the environment may: it is not seen in the list of processes. */
function environment(values: Readonly<Record<string, unknown>>) {
  const { ENGINE_SIGNING_KEY, ENGINE_EVENT_KEY, ENGINE_DATABASE_URL } = process.env
  return {
    ...(ENGINE_SIGNING_KEY && !values["signing-key"] ? { "signing-key": ENGINE_SIGNING_KEY } : {}),
    ...(ENGINE_EVENT_KEY && !values["event-key"] ? { "event-key": ENGINE_EVENT_KEY.split(",") } : {}),
    ...(ENGINE_DATABASE_URL && !values["database-url"] && !values["data-dir"]
      ? { "database-url": ENGINE_DATABASE_URL }
      : {}),
  }
}
