import type { RunState } from "../runs/run-state"

/**
 * A job this process holds the lease of. Whatever its call leads to is written only while `id` and
 * `fence` still name the row: a process that lost its lease can no longer change the run.
 */
export interface HeldJob {
  id: string
  fence: number
  /** The step to run, or null for a discovery call. */
  stepId: string | null
  attempt: number
  disableImmediate: boolean
  run: RunState
}
