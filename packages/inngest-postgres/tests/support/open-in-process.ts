import { Inngest } from "inngest"
import { serve } from "inngest/edge"
import { createEngine, type RealtimeMessage } from "../../src/index"
import { type Define, type EngineWorld, quietLogger, SIGNING_KEY, type WorldOptions } from "./engine-world"
import { freshPglite } from "./pglite-database"

type Handler = (request: Request) => Promise<Response>

/** The embedded engine: SDK, functions and engine in this process, calls signed. On PGlite unless told otherwise. */
export async function openInProcess(
  define: Define,
  options: WorldOptions = {},
): Promise<EngineWorld & { handler: Handler }> {
  const db = options.db ?? (await freshPglite())
  const messages: RealtimeMessage[] = []
  const calls: EngineWorld["calls"] = []
  const holder: { handler: Handler } = { handler: () => Promise.reject(new Error("Not served yet.")) }
  const engine = createEngine({
    db,
    signingKey: SIGNING_KEY,
    retryDelayMs: () => 1,
    onPublish: (message) => messages.push(message),
    ...(options.concurrency ? { concurrency: options.concurrency } : {}),
    handler: (request) => {
      const { searchParams } = new URL(request.url)
      const [fnId, stepId] = [searchParams.get("fnId") ?? "", searchParams.get("stepId") ?? ""]
      if (request.method === "POST") calls.push({ fnId, stepId })
      return holder.handler(request)
    },
  })
  const inngest = new Inngest({
    id: "shop",
    fetch: engine.fetch,
    baseUrl: "http://engine.internal",
    eventKey: "embedded",
    signingKey: SIGNING_KEY,
    isDev: false,
    logger: quietLogger,
    middleware: options.middleware ?? [],
    checkpointing: options.checkpointing ?? true,
    sessionPropagation: options.sessionPropagation ?? false,
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
    post: (path, init) => engine.fetch(`http://engine.internal${path}`, { method: "POST", ...init }),
    close: () => engine.stop(),
  }
}
