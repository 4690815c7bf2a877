import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { createDashboard } from "../dashboard/create-dashboard"
import { loadFunctions } from "../functions/load-functions"
import { inspect } from "../inspect"
import { type Log, silentLog } from "../log"
import { createRuntime, type Runtime } from "../runtime"
import { migrate } from "../schema/migrate"
import type { SqlDatabase } from "../sql"
import type { Pages } from "./answer-page"
import { answerRequest } from "./answer-request"
import { RealtimeSocket } from "./realtime-socket"
import { sendOverHttp } from "./send-over-http"
import { AppSync } from "./sync-apps"

export interface EngineServerOptions {
  db: SqlDatabase
  /** Where the apps serve their functions. */
  appUrls: readonly string[]
  /** 0 takes any free port. */
  port: number
  /** Default 127.0.0.1: reachable from this machine alone. */
  host?: string
  /** With a signing key, calls are signed and API callers must show it; without, this is a development server. */
  signingKey?: string
  /** Keys that may send events. Required with a signing key. */
  eventKeys?: readonly string[]
  /** Whether to keep asking the apps for changes. Default: without a signing key. */
  poll?: boolean
  retryDelayMs?: (attempt: number) => number
  leaseMs?: number
  pollMs?: number
  concurrency?: number
  /** How long ended runs and their events are kept: a day at least. Default 30 days; null keeps them for ever. */
  retentionMs?: number | null
  log?: Log
}

export interface EngineServer {
  /** Where it listens, without a slash at the end. */
  url: string
  runtime: Runtime
  /** Asks an app for its functions now. @throws Error in words when they cannot be registered */
  sync(url: string): Promise<void>
  /** Drains, and then ends. */
  close(options?: { timeoutMs?: number }): Promise<void>
}

/** The body that real Inngest still sends whole: above it the SDK fetches the state. */
const MAX_CALL_BYTES = 4 * 1024 * 1024
const APP_POLL_MS = 5000

/**
 * The engine as a server of its own, in the place of Inngest's: any app reaches it with
 * `INNGEST_DEV=<url>`, or `INNGEST_BASE_URL=<url>` and the keys.
 */
export async function createEngineServer(options: EngineServerOptions): Promise<EngineServer> {
  const { db, log = silentLog, signingKey = null, eventKeys = [] } = options
  if (signingKey && eventKeys.length === 0) {
    throw new Error("With a signing key the server also needs an event key. Give it one with --event-key.")
  }
  await migrate(db)
  const realtimeKey = signingKey ?? randomBytes(32).toString("hex")
  const runtime = createRuntime({
    ...options,
    send: sendOverHttp,
    signingKey,
    serveUrl: (config) => config.url,
    realtimeKey,
    access: signingKey ? { signingKey, eventKeys } : null,
    maxCallBytes: MAX_CALL_BYTES,
    shared: true,
    refreshFunctions: loadFunctions,
  })
  await loadFunctions(runtime.context)
  let open = () => {}
  const appsAsked = new Promise<void>((resolve) => {
    open = resolve
  })
  const host = options.host ?? "127.0.0.1"
  const pages: Pages = { show: createDashboard({ engine: inspect(runtime.context) }), signingKey, host }
  const socket = new RealtimeSocket(runtime.api.bus, realtimeKey)
  const poll = options.poll ?? signingKey === null
  const sync = new AppSync(runtime.context, signingKey, poll ? APP_POLL_MS : Number.POSITIVE_INFINITY)
  const doors = { api: { ...runtime.api, apps: sync }, pages, log, appsAsked }
  const server = createServer((incoming, outgoing) => void answerRequest(doors, incoming, outgoing))
  server.on("upgrade", (request, stream, head) => {
    if (request.url?.startsWith("/v1/realtime/connect")) socket.upgrade(request, stream, head)
    else stream.destroy()
  })
  server.listen(options.port, host)
  await once(server, "listening")
  await runtime.start()
  await Promise.all(options.appUrls.map((url) => sync.follow(url)))
  open()
  const { port, address } = server.address() as AddressInfo
  return {
    url: `http://${address.includes(":") ? `[${address}]` : address}:${port}`,
    runtime,
    sync: (url) => sync.sync(url),
    async close({ timeoutMs = 10_000 } = {}) {
      sync.stop()
      await runtime.stop(timeoutMs)
      socket.close()
      server.closeAllConnections()
      server.close()
    },
  }
}
