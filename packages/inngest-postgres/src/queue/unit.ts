import type { EngineContext } from "../engine-context"
import { type Sql, transact } from "../sql"
import type { HeldJob } from "./held-job"

/** One transaction of the engine, and what is to happen once it has been committed. */
export interface Unit {
  readonly sql: Sql
  /** Jobs that were written as leased to this process: to be worked on without being claimed. */
  readonly leased: HeldJob[]
  /** Whether jobs were written that any worker may claim now. */
  queued: boolean
  /** Milliseconds until the earliest thing that was put off. */
  dueInMs: number
}

/** Runs `work` as one transaction and, after the commit, starts or announces the jobs it wrote. */
export async function runUnit<T>(context: EngineContext, work: (unit: Unit) => Promise<T>): Promise<T> {
  let unit: Unit | undefined
  const result = await transact(context.db, async (sql) => {
    unit = { sql, leased: [], queued: false, dueInMs: Number.POSITIVE_INFINITY }
    return work(unit)
  })
  if (unit) announce(context, unit)
  return result
}

/** Tells the pump what a committed unit has left to do. */
export function announce(context: EngineContext, unit: Omit<Unit, "sql">): void {
  for (const job of unit.leased) context.pump.start(job)
  if (unit.queued) context.pump.wake()
  context.pump.dueIn(unit.dueInMs)
}
