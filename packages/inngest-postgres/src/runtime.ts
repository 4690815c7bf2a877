import type { EngineContext } from "./engine-context"
import type { FunctionConfig } from "./functions/function-config"
import { FunctionRegistry } from "./functions/function-registry"
import { gather } from "./gather"
import type { Api } from "./http/api"
import { type Log, silentLog } from "./log"
import { SHORTEST_RETENTION_MS } from "./operations/prune"
import { Pruning } from "./operations/pruning"
import { createCallHandler } from "./protocol/call-function"
import { SET_FREE } from "./queue/lease"
import { deleteProcess, insertProcess, isSingleProcess, newOwner } from "./queue/processes"
import { Pump } from "./queue/pump"
import { tableRetryDelayMs } from "./queue/retry-delay"
import { WakeSignal } from "./queue/wake-signal"
import { MessageBus } from "./realtime/message-bus"
import type { SqlDatabase } from "./sql"
import { storeCheckpoints } from "./steps/memoize"

export interface RuntimeOptions {
  db: SqlDatabase
  send: (request: Request) => Promise<Response>
  /** Requests are signed with it; without one they are not. */
  signingKey: string | null
  serveUrl: (config: FunctionConfig) => string
  realtimeKey: string
  access: Api["access"]
  /** Calls above this many bytes let the SDK fetch their state. Infinity where no limit stands between. */
  maxCallBytes: number
  /** Whether checkpoints may arrive in another process than the one that called. */
  shared: boolean
  refreshFunctions?: (context: EngineContext) => Promise<void>
  retryDelayMs?: (attempt: number) => number
  leaseMs?: number
  pollMs?: number
  concurrency?: number
  retentionMs?: number | null
  log?: Log
}

/** In one statement. */
const MOST_CHECKPOINTS = 32
const RETENTION_MS = 30 * 24 * 60 * 60_000

/** An engine without its doors: what the embedded one and the server have in common. */
export interface Runtime {
  context: EngineContext
  api: Api
  start(): Promise<void>
  stop(timeoutMs: number): Promise<void>
}

export function createRuntime(options: RuntimeOptions): Runtime {
  const { db, log = silentLog } = options
  const { retentionMs = RETENTION_MS } = options
  if (retentionMs !== null && retentionMs < SHORTEST_RETENTION_MS) {
    throw new Error("Runs are kept for a day at least, since what comes twice is known for that long.")
  }
  const pruning = new Pruning(db, log, retentionMs)
  const wakeSignal = new WakeSignal(db, log)
  const bus = new MessageBus(db, log)
  const pump = new Pump({
    concurrency: options.concurrency ?? 16,
    pollMs: options.pollMs ?? 2000,
    notify: () => wakeSignal.send(),
    onPoll: options.refreshFunctions,
  })
  const context: EngineContext = {
    db,
    log,
    owner: newOwner(),
    leaseMs: options.leaseMs ?? 20_000,
    registry: new FunctionRegistry(),
    pump,
    shared: options.shared,
    call: createCallHandler(options),
    checkpoint: gather((calls) => storeCheckpoints(db, calls), { atMost: MOST_CHECKPOINTS }),
    retryDelayMs: options.retryDelayMs ?? tableRetryDelayMs,
  }
  return {
    context,
    api: { context, bus, realtimeKey: options.realtimeKey, access: options.access },
    async start() {
      await insertProcess(db, context.owner)
      if (await isSingleProcess(db)) await takeOverEverything(context)
      await wakeSignal.listen(() => pump.wakeFromOutside())
      await bus.start()
      pump.begin(context)
      pruning.begin()
    },
    async stop(timeoutMs) {
      await pruning.end()
      await pump.end(timeoutMs)
      await wakeSignal.close()
      await bus.stop()
      if (pump.working === 0) await deleteProcess(db, context.owner)
    },
  }
}

/** Nobody else can be working on this database: every lease in it is a dead process's. */
async function takeOverEverything(context: EngineContext): Promise<void> {
  await context.db.query(`update engine.jobs set ${SET_FREE} where owner is not null and owner <> $1`, [
    context.owner,
  ])
  await context.db.query("delete from engine.processes where id <> $1", [context.owner])
}
