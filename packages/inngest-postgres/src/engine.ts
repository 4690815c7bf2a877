import type { EngineContext } from "./engine-context"
import { FunctionRegistry } from "./functions/function-registry"
import { askForRegistration, registerFunctions } from "./functions/register-functions"
import { readFetchArguments } from "./http/api-request"
import { type Api, handleApi } from "./http/handle-api"
import { type Log, silentLog } from "./log"
import { createCallHandler } from "./protocol/call-function"
import { deleteProcess, insertProcess, isSingleProcess, newOwner } from "./queue/processes"
import { Pump } from "./queue/pump"
import { tableRetryDelayMs } from "./queue/retry-delay"
import { waitUntilIdle } from "./queue/wait-until-idle"
import { WakeSignal } from "./queue/wake-signal"
import type { RealtimeMessage } from "./realtime/publish"
import { cancelRun } from "./runs/cancel-run"
import { getRun, listRuns, type RunDetail, type RunStatus, type RunSummary } from "./runs/inspect-runs"
import { replayRun } from "./runs/replay-run"
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
  /** Told of every realtime message that is published in this process. */
  onPublish?: (message: RealtimeMessage) => void
  log?: Log
}

export interface Engine {
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
  listRuns(filter?: {
    status?: RunStatus
    functionId?: string
    before?: string
    limit?: number
  }): Promise<RunSummary[]>
  getRun(id: string): Promise<RunDetail | null>
  /** False when the run had ended already. */
  cancelRun(id: string): Promise<boolean>
  /** Runs an ended run again from the beginning. Resolves to the new run's id, or null. */
  replayRun(id: string): Promise<string | null>
}

/**
 * A durable engine for Inngest functions in this process, its state in `db`. Call `migrate`, `register` and
 * `start`, in this order.
 */
export function createEngine(options: EngineOptions): Engine {
  const { db, signingKey, log = silentLog } = options
  const serveUrl = () =>
    (typeof options.serveUrl === "function" ? options.serveUrl() : options.serveUrl) ??
    "http://engine.internal/api/inngest"
  const signal = new WakeSignal(db, log)
  const pump = new Pump({
    concurrency: options.concurrency ?? 16,
    pollMs: options.pollMs ?? 2000,
    notify: () => signal.send(),
  })
  const context: EngineContext = {
    db,
    log,
    owner: newOwner(),
    leaseMs: options.leaseMs ?? 20_000,
    registry: new FunctionRegistry(),
    pump,
    call: createCallHandler({ send: options.handler, signingKey, serveUrl }),
    retryDelayMs: options.retryDelayMs ?? tableRetryDelayMs,
  }
  const api: Api = {
    context,
    signingKey,
    publish: async (messages) => {
      for (const message of messages) options.onPublish?.(message)
    },
  }
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
      await registerFunctions(context, await askForRegistration(options.handler, url, signingKey), url)
    },
    async start() {
      await insertProcess(db, context.owner)
      if (await isSingleProcess(db)) await takeOverEverything(context)
      await signal.listen(() => pump.wakeFromOutside())
      pump.begin(context)
    },
    async stop({ timeoutMs = 10_000 } = {}) {
      await pump.end(timeoutMs)
      await signal.close()
      if (pump.working === 0) await deleteProcess(db, context.owner)
    },
    idle: ({ timeoutMs = 10_000 } = {}) => waitUntilIdle(context, timeoutMs),
    listRuns: (filter) => listRuns(context, filter),
    getRun: (id) => getRun(context, id),
    cancelRun: (id) => cancelRun(context, id),
    replayRun: (id) => replayRun(context, id),
  }
}

/** Nobody else can be working on this database: every lease in it is a dead process's. */
async function takeOverEverything(context: EngineContext): Promise<void> {
  await context.db.query(
    `update engine.jobs set owner = null, lease_until = null, ready = true, lost = lost + 1
     where owner is not null and owner <> $1`,
    [context.owner],
  )
  await context.db.query("delete from engine.processes where id <> $1", [context.owner])
}
