import { redactEvent } from "./events/redact-event"
import { askForRegistration, registerFunctions } from "./functions/register-functions"
import { readFetchArguments } from "./http/api-request"
import { handleApi } from "./http/handle-api"
import { type Inspected, inspect } from "./inspect"
import type { Log } from "./log"
import { waitUntilIdle } from "./queue/wait-until-idle"
import type { RealtimeMessage } from "./realtime/realtime-message"
import { createRuntime } from "./runtime"
import { migrate } from "./schema/migrate"
import type { SqlDatabase } from "./sql"

export interface EngineOptions {
  /** State is kept in schema `engine` of this database. */
  db: SqlDatabase
  /** The served functions, for instance `serve()` of "inngest/edge". Called in this process. */
  handler: (request: Request) => Promise<Response>
  /** Requests to the handler are signed with it, so that a stranger's are refused. */
  signingKey: string
  /** The URL those requests carry. Default http://engine.internal/api/inngest */
  serveUrl?: string | (() => string)
  /** Milliseconds before trying again after attempt `attempt` (from 0). Default: Inngest's own table. */
  retryDelayMs?: (attempt: number) => number
  /** How long a process may be silent before others take its work over. Default 20 s. */
  leaseMs?: number
  /** How often the queue is looked at when nothing wakes it. Default 2 s. */
  pollMs?: number
  /** Calls at once in this process. Default 16. */
  concurrency?: number
  /** Told of every realtime message, whichever process on the database published it. */
  onPublish?: (message: RealtimeMessage) => void
  /** How long ended runs and their events are kept: a day at least. Default 30 days; null keeps them for ever. */
  retentionMs?: number | null
  log?: Log
}

export interface Engine extends Inspected {
  /** Takes fields out of the data of the event that was sent with this id. False when there is no such event. */
  redactEvent(callerId: string, fields: readonly string[]): Promise<boolean>
  /** Give it to the client: `new Inngest({ fetch: engine.fetch, baseUrl: "http://engine.internal", … })`. */
  fetch: typeof fetch
  /** Brings schema `engine` up to date. */
  migrate(): Promise<void>
  /** Asks the handler which functions it serves. @throws Error when one asks for what is not supported */
  register(): Promise<void>
  /** Begins working, first of all on what a process that died had begun. */
  start(): Promise<void>
  /** Takes on nothing more and waits for the calls in flight, 10 s at most by default. */
  stop(options?: { timeoutMs?: number }): Promise<void>
  /** Resolves when nothing can be done now; what sleeps, waits or is to be retried later does not count. */
  idle(options?: { timeoutMs?: number }): Promise<void>
}

/**
 * A durable engine for Inngest functions in this process, its state in `db`. Call `migrate`, `register` and
 * `start`, in this order.
 */
export function createEngine(options: EngineOptions): Engine {
  const { db, signingKey } = options
  const serveUrl = () =>
    (typeof options.serveUrl === "function" ? options.serveUrl() : options.serveUrl) ??
    "http://engine.internal/api/inngest"
  const { context, api, start, stop } = createRuntime({
    ...options,
    send: options.handler,
    serveUrl,
    realtimeKey: signingKey,
    access: null,
    maxCallBytes: Number.POSITIVE_INFINITY,
    shared: false,
  })
  if (options.onPublish) api.bus.subscribe(options.onPublish)
  return {
    fetch: async (input, init) => {
      const answer = await handleApi(api, readFetchArguments(input, init))
      return answer.body === null
        ? new Response(null, { status: answer.status })
        : Response.json(answer.body, { status: answer.status })
    },
    migrate: () => migrate(db),
    async register() {
      const url = serveUrl()
      const registration = await askForRegistration(options.handler, url, signingKey)
      if (!registration)
        throw new Error("The handler did not describe its functions: is INNGEST_ALLOW_IN_BAND_SYNC off?")
      await registerFunctions(context, registration, url)
    },
    start,
    stop: ({ timeoutMs = 10_000 } = {}) => stop(timeoutMs),
    idle: ({ timeoutMs = 10_000 } = {}) => waitUntilIdle(context, timeoutMs),
    ...inspect(context),
    redactEvent: (callerId, fields) => redactEvent(context, callerId, fields),
  }
}
