import type { FunctionRegistry } from "./functions/function-registry"
import type { Log } from "./log"
import type { CallHandler } from "./protocol/call-function"
import type { Pump } from "./queue/pump"
import type { SqlDatabase } from "./sql"
import type { Checkpoint } from "./steps/memoize"

/** What the parts of one engine share. */
export interface EngineContext {
  readonly db: SqlDatabase
  readonly log: Log
  /** This process, as the owner of leases. */
  readonly owner: string
  readonly leaseMs: number
  readonly registry: FunctionRegistry
  readonly pump: Pump
  /** Whether another process may have stored steps of a call made here. */
  readonly shared: boolean
  readonly call: CallHandler
  /** Stores steps of a call that goes on; false when its lease is lost, and nothing was stored. */
  readonly checkpoint: (call: Checkpoint) => Promise<boolean>
  readonly retryDelayMs: (attempt: number) => number
}
