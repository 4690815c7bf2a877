import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { Inngest } from "inngest"
import { serve } from "inngest/node"
import { openPostgres } from "../../src/databases/postgres-database"
import type { RealtimeMessage } from "../../src/index"
import { waitUntilIdle } from "../../src/queue/wait-until-idle"
import { cancelRun } from "../../src/runs/cancel-run"
import { getRun, listRuns } from "../../src/runs/inspect-runs"
import { replayRun } from "../../src/runs/replay-run"
import { createEngineServer, type EngineServer } from "../../src/server/create-engine-server"
import { type Define, type EngineWorld, quietLogger, type WorldOptions } from "./engine-world"
import { createTestDatabase } from "./test-database"

/** The engine as a server of its own on Postgres, and an app that is served over HTTP in development mode. */
export async function openOverHttp(
  define: Define,
  options: WorldOptions = {},
): Promise<EngineWorld & { server: EngineServer; appUrl: string }> {
  const owned = options.db ? null : openPostgres(await createTestDatabase())
  const db = options.db ?? owned
  if (!db) throw new Error("unreachable")
  const server = await createEngineServer({
    db,
    appUrls: [],
    port: 0,
    retryDelayMs: () => 1,
    ...(options.concurrency ? { concurrency: options.concurrency } : {}),
  })
  const messages: RealtimeMessage[] = []
  server.runtime.api.bus.subscribe((message) => messages.push(message))
  const inngest = new Inngest({
    id: "shop",
    isDev: true,
    baseUrl: server.url,
    logger: quietLogger,
    middleware: options.middleware ?? [],
    checkpointing: options.checkpointing ?? true,
    sessionPropagation: options.sessionPropagation ?? false,
  })
  const calls: EngineWorld["calls"] = []
  const handler = serve({ client: inngest, functions: define(inngest) })
  const app = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://app")
    const [fnId, stepId] = [searchParams.get("fnId") ?? "", searchParams.get("stepId") ?? ""]
    if (request.method === "POST") calls.push({ fnId, stepId })
    void handler(request, response)
  })
  app.listen(0, "127.0.0.1")
  await once(app, "listening")
  const close = async () => {
    await server.close()
    app.closeAllConnections()
    app.close()
    await owned?.close()
  }
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/api/inngest`
  try {
    await server.sync(appUrl)
  } catch (error) {
    await close()
    throw error
  }
  const { context } = server.runtime
  return {
    inngest,
    server,
    appUrl,
    db,
    messages,
    calls,
    engine: {
      idle: ({ timeoutMs = 10_000 } = {}) => waitUntilIdle(context, timeoutMs),
      listRuns: (filter) => listRuns(context, filter),
      getRun: (id) => getRun(context, id),
      cancelRun: (id) => cancelRun(context, id),
      replayRun: (id) => replayRun(context, id),
      start: () => server.runtime.start(),
      stop: () => server.runtime.stop(10_000),
    },
    post: (path, init) => fetch(`${server.url}${path}`, { method: "POST", ...init }),
    close,
  }
}
