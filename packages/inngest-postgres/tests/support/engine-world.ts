import type { Inngest, InngestFunction } from "inngest"
import type { Engine, RealtimeMessage, SqlDatabase } from "../../src/index"

/** An engine with functions of the unmodified SDK, whichever door they come through. */
export interface EngineWorld {
  inngest: Inngest
  engine: Pick<Engine, "idle" | "listRuns" | "getRun" | "cancelRun" | "replayRun" | "start" | "stop">
  db: SqlDatabase
  /** Realtime messages in the order in which they were published. */
  messages: RealtimeMessage[]
  /** Every call of a function: which one, for which step. */
  calls: { fnId: string; stepId: string }[]
  /** Where events are sent. */
  post(path: string, init: { headers?: Record<string, string>; body: string }): Promise<Response>
  close(): Promise<void>
}

export interface WorldOptions {
  db?: SqlDatabase
  middleware?: Middleware
  checkpointing?: boolean
  concurrency?: number
  /** Whether what a run sends belongs to the run's sessions. */
  sessionPropagation?: boolean
}

export type Middleware = NonNullable<ConstructorParameters<typeof Inngest>[0]["middleware"]>
export type Define = (inngest: Inngest) => InngestFunction.Any[]
export type OpenWorld = (define: Define, options?: WorldOptions) => Promise<EngineWorld>

export const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef"
export const quietLogger = { info() {}, warn() {}, error() {}, debug() {} }

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

/** Waits until the newest run of a function has ended, whatever others do. */
export async function ended(world: EngineWorld, functionId: string): Promise<void> {
  for (let i = 0; i < 400; i++) {
    await world.engine.idle()
    const [run] = await world.engine.listRuns({ functionId, limit: 1 })
    if (run && run.status !== "running" && run.status !== "queued") return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`The run of ${functionId} did not end.`)
}

/** Lets time pass: what is put off is made due by hand, and an engine that starts sees it at once. */
export async function bringForward(world: EngineWorld, sql: string): Promise<void> {
  await world.engine.stop()
  await world.db.query(sql)
  await world.engine.start()
}
