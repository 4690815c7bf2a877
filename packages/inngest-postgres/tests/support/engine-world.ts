import { Inngest, type InngestFunction } from "inngest"
import { serve } from "inngest/edge"
import {
  createEngine,
  type Engine,
  type EngineOptions,
  type RealtimeMessage,
  type SqlDatabase,
} from "../../src/index"
import { freshPglite } from "./pglite-database"

export interface EngineWorld {
  inngest: Inngest
  engine: Engine
  db: SqlDatabase
  /** Realtime messages in the order in which they were published. */
  messages: RealtimeMessage[]
  /** Status and step id of every call of a function. */
  calls: { fnId: string; stepId: string; status: number }[]
  handler: (request: Request) => Promise<Response>
  close(): Promise<void>
}

export const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef"

type Middleware = NonNullable<ConstructorParameters<typeof Inngest>[0]["middleware"]>

const quiet = { info() {}, warn() {}, error() {}, debug() {} }

/** An engine, a real SDK client and its served functions, on a database of their own. */
export async function engineWorld(
  define: (inngest: Inngest) => InngestFunction.Any[],
  options: Partial<EngineOptions> & { middleware?: Middleware; checkpointing?: boolean } = {},
): Promise<EngineWorld> {
  const db = options.db ?? (await freshPglite())
  const messages: RealtimeMessage[] = []
  const calls: EngineWorld["calls"] = []
  const holder: { handler: (request: Request) => Promise<Response> } = {
    handler: () => Promise.reject(new Error("not served yet")),
  }
  const engine = createEngine({
    retryDelayMs: () => 1,
    signingKey: SIGNING_KEY,
    onPublish: (message) => messages.push(message),
    ...options,
    db,
    handler: async (request) => {
      const { searchParams } = new URL(request.url)
      const response = await holder.handler(request)
      if (request.method === "POST") {
        const [fnId, stepId] = [searchParams.get("fnId") ?? "", searchParams.get("stepId") ?? ""]
        calls.push({ fnId, stepId, status: response.status })
      }
      return response
    },
  })
  const inngest = new Inngest({
    id: "shop",
    fetch: engine.fetch,
    baseUrl: "http://engine.internal",
    eventKey: "embedded",
    signingKey: SIGNING_KEY,
    isDev: false,
    logger: quiet,
    middleware: options.middleware ?? [],
    checkpointing: options.checkpointing ?? true,
  })
  holder.handler = serve({ client: inngest, functions: define(inngest) })
  await engine.migrate()
  await engine.register()
  await engine.start()
  return {
    inngest,
    engine,
    db,
    messages,
    calls,
    handler: holder.handler,
    close: () => engine.stop(),
  }
}

/** Waits, through retries and short sleeps, until there are `atLeast` runs and every one has ended. */
export async function settled(world: EngineWorld, atLeast = 0): Promise<void> {
  for (let i = 0; i < 400; i++) {
    await world.engine.idle()
    const runs = await world.engine.listRuns()
    if (runs.length >= atLeast && runs.every((run) => run.status !== "running" && run.status !== "queued"))
      return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error("The runs did not end.")
}
