import { Inngest } from "inngest"
import { serve } from "inngest/edge"
import { openPostgres } from "../../src/databases/postgres-database"
import { createEngine, type SqlDatabase } from "../../src/index"
import { crashFunctions } from "./crash-functions"
import { openPglite } from "./pglite-database"

/** A process that runs functions on a real database and can be told where to die. Spoken to over IPC. */
export type ToChild =
  | {
      do: "open"
      database: string
      leaseMs: number
      checkpointing: boolean
      concurrency?: number
      retryDelayMs?: number
    }
  /** Die by SIGKILL when the named point is reached for the `times`-th time. */
  | { do: "die"; at: string }
  | { do: "send"; events: { id?: string; name: string; data: Record<string, unknown> }[] }
  | { do: "report" }
  | { do: "close" }

export type FromChild =
  | { is: "ready"; tookMs: number }
  | { is: "sent" }
  | { is: "reached"; point: string }
  | { is: "report"; runs: Run[]; effects: Effect[] }
  | { is: "closed" }

export interface Run {
  status: string
  functionId: string
  /** The key of the event that it is about. */
  k: string | null
  /** How many sleeps and waits it has open. */
  waits: number
}

export interface Effect {
  run: string
  step: string
  count: number
}

const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef"
const quiet = { info() {}, warn() {}, error() {}, debug() {} }

let db: (SqlDatabase & { close(): Promise<void> }) | undefined
let engine: ReturnType<typeof createEngine> | undefined
let inngest: Inngest | undefined
let dieAt: string | undefined

const tell = (message: FromChild) => process.send?.(message)

/** Dies here if this is where it is to die; otherwise says that it was here. */
async function point(name: string): Promise<void> {
  if (name === dieAt) process.kill(process.pid, "SIGKILL")
  tell({ is: "reached", point: name })
}

async function effect(run: string, step: string): Promise<void> {
  await db?.query("insert into public.effects (run, step) values ($1, $2)", [run, step])
}

/** Dies where the SDK has answered with what is to be stored, and it is not stored yet. */
async function pointsOf(response: Response): Promise<void> {
  if (response.status !== 206) return
  const ops = (await response.clone().json()) as { op: string; displayName?: string }[]
  for (const { op, displayName } of ops) {
    await point(`${displayName}:${op === "StepPlanned" ? "planned" : "answered"}`)
  }
}

async function open(options: Extract<ToChild, { do: "open" }>): Promise<void> {
  const beganAt = performance.now()
  db = options.database.startsWith("postgres:")
    ? openPostgres(options.database)
    : await openPglite(options.database)
  const holder: { handler: (request: Request) => Promise<Response> } = {
    handler: () => Promise.reject(new Error()),
  }
  engine = createEngine({
    db,
    signingKey: SIGNING_KEY,
    handler: async (request) => {
      const response = await holder.handler(request)
      await pointsOf(response)
      return response
    },
    retryDelayMs: () => options.retryDelayMs ?? 10,
    leaseMs: options.leaseMs,
    pollMs: 200,
    ...(options.concurrency ? { concurrency: options.concurrency } : {}),
  })
  const engineFetch = engine.fetch
  inngest = new Inngest({
    id: "crash",
    fetch: async (input, init) => {
      const path = String(input)
      const fanning = path.includes("/e/") && new Headers(init?.headers).has("tracestate")
      if (fanning) await point("fan:inside")
      const response = await engineFetch(input, init)
      // After it was stored what the step sent, and before the step is.
      if (fanning) await point("fan:effect")
      if (path.includes("/v1/signals")) await point("tell:effect")
      if (path.includes("/v1/checkpoint/")) {
        const { steps } = JSON.parse(String(init?.body)) as { steps: { displayName: string }[] }
        const what = response.ok ? "memo" : "refused"
        for (const step of steps) await point(`${step.displayName}:${what}`)
      }
      return response
    },
    baseUrl: "http://engine.internal",
    eventKey: "embedded",
    signingKey: SIGNING_KEY,
    isDev: false,
    logger: quiet,
    checkpointing: options.checkpointing,
  })
  holder.handler = serve({ client: inngest, functions: crashFunctions(inngest, { point, effect }) })
  await engine.migrate()
  // Of two processes that ask for a missing table at once, one is refused: so they ask one after the other.
  await db.exec(
    `do $$ begin
      perform pg_advisory_xact_lock(7239200);
      create table if not exists public.effects (
        run text not null, step text not null, at timestamptz not null default clock_timestamp());
    end $$`,
  )
  await engine.register()
  await engine.start()
  tell({ is: "ready", tookMs: performance.now() - beganAt })
}

async function report(): Promise<void> {
  const runs = await db?.query<Run>(
    `select r.status, r.function_id as "functionId", e.payload::jsonb -> 'data' ->> 'k' as k,
       (select count(*)::int from engine.waits w where w.run_id = r.id) as waits
     from engine.runs r join engine.events e on e.id = r.event_ids[1] order by r.id`,
  )
  const effects = await db?.query<Effect>(
    "select run, step, count(*)::int as count from public.effects group by 1, 2",
  )
  tell({ is: "report", runs: runs?.rows ?? [], effects: effects?.rows ?? [] })
}

process.on("message", async (message: ToChild) => {
  if (message.do === "open") await open(message)
  if (message.do === "die") dieAt = message.at
  if (message.do === "send") {
    await inngest?.send(message.events)
    tell({ is: "sent" })
  }
  if (message.do === "report") await report()
  if (message.do === "close") {
    await engine?.stop()
    await db?.close()
    tell({ is: "closed" })
    process.disconnect()
  }
})
