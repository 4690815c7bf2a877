import { Inngest, type InngestFunction } from "inngest"
import { serve } from "inngest/edge"
import { openPostgres } from "../../src/databases/postgres-database"
import { createEngine, type SqlDatabase } from "../../src/index"
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
  | { do: "send"; events: { name: string; data: Record<string, unknown> }[] }
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

function functionsOf(client: Inngest): InngestFunction.Any[] {
  const work = (run: string, name: string) => async () => {
    await point(`${name}:inside`)
    await effect(run, name)
    await point(`${name}:effect`)
    return name
  }
  const callee = client.createFunction(
    { id: "callee", triggers: { event: "crash/none" } },
    async ({ event, step }) => {
      await step.run("called", work(String(event.data.k), "called"))
      return "answer"
    },
  )
  return [
    callee,
    client.createFunction({ id: "plain", triggers: { event: "crash/plain" } }, async ({ event, step }) => {
      for (const name of ["a", "b", "c", "d"]) {
        await point(`${name}:before`)
        await step.run(name, work(String(event.data.k), name))
      }
    }),
    client.createFunction({ id: "slow", triggers: { event: "crash/slow" } }, async ({ event, step }) => {
      await step.run("slow", async () => {
        await work(String(event.data.k), "slow")()
        // Long enough to be frozen in.
        await new Promise((resolve) => setTimeout(resolve, 500))
      })
      await step.run("after", work(String(event.data.k), "after"))
    }),
    client.createFunction({ id: "sleeper", triggers: { event: "crash/sleep" } }, async ({ event, step }) => {
      await step.run("a", work(String(event.data.k), "a"))
      await step.sleep("rest", "1s")
      await point("slept:memo")
      await step.run("b", work(String(event.data.k), "b"))
    }),
    client.createFunction({ id: "waiter", triggers: { event: "crash/wait" } }, async ({ event, step }) => {
      await step.run("a", work(String(event.data.k), "a"))
      const reply = await step.waitForEvent("reply", { event: "crash/reply", match: "data.k", timeout: "1h" })
      await point("reply:memo")
      await step.run(reply ? "b" : "timeout", work(String(event.data.k), reply ? "b" : "timeout"))
    }),
    client.createFunction({ id: "invoker", triggers: { event: "crash/invoke" } }, async ({ event, step }) => {
      await step.run("a", work(String(event.data.k), "a"))
      const answer = await step.invoke("call", { function: callee, data: { k: event.data.k } })
      await point("call:memo")
      await step.run(String(answer), work(String(event.data.k), String(answer)))
    }),
    client.createFunction(
      { id: "parallel", triggers: { event: "crash/parallel" } },
      async ({ event, step }) => {
        const k = String(event.data.k)
        await Promise.all(["p1", "p2", "p3"].map((name) => step.run(name, work(k, name))))
        await point("parallel:memo")
        await step.run("join", work(k, "join"))
      },
    ),
    client.createFunction({ id: "fanner", triggers: { event: "crash/fan" } }, async ({ event, step }) => {
      await step.run("a", work(String(event.data.k), "a"))
      await step.sendEvent(
        "fan",
        [1, 2].map((n) => ({ name: "crash/fanned", data: { k: event.data.k, n } })),
      )
      await step.run("b", work(String(event.data.k), "b"))
    }),
    client.createFunction({ id: "fanned", triggers: { event: "crash/fanned" } }, async ({ event, step }) => {
      await step.run("fanned", work(String(event.data.k), `fanned${event.data.n}`))
    }),
  ]
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
    handler: (request) => holder.handler(request),
    retryDelayMs: () => options.retryDelayMs ?? 10,
    leaseMs: options.leaseMs,
    pollMs: 200,
    ...(options.concurrency ? { concurrency: options.concurrency } : {}),
  })
  const engineFetch = engine.fetch
  inngest = new Inngest({
    id: "crash",
    fetch: async (input, init) => {
      const response = await engineFetch(input, init)
      // After the events were stored, and before the step that sent them is.
      const path = String(input)
      if (path.includes("/e/") && new Headers(init?.headers).get("tracestate")) await point("fan:effect")
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
  holder.handler = serve({ client: inngest, functions: functionsOf(inngest) })
  await engine.migrate()
  await db.exec(
    "create table if not exists public.effects (run text not null, step text not null, at timestamptz not null default clock_timestamp())",
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
