import type { EngineContext } from "./engine-context"
import { type EventDetail, type EventSummary, getEvent, listEvents } from "./events/inspect-events"
import { type FunctionSummary, listFunctions } from "./functions/inspect-functions"
import { diagnose, type Finding } from "./operations/diagnose"
import { type Measurement, measure } from "./operations/measure"
import { cancelRun } from "./runs/cancel-run"
import { getRun, listRuns, type RunDetail, type RunStatus, type RunSummary } from "./runs/inspect-runs"
import { replayRun } from "./runs/replay-run"

/** What can be seen of an engine, and done about its runs. */
export interface Inspected {
  /** Newest first. `before` is the id to continue after; `limit` is 1–200, 50 by default. */
  listRuns(filter?: {
    status?: RunStatus
    functionId?: string
    before?: string
    limit?: number
  }): Promise<RunSummary[]>
  getRun(id: string): Promise<RunDetail | null>
  /** False when the run had ended already. */
  cancelRun(id: string): Promise<boolean>
  /**
   * Runs an ended run again from the beginning. Resolves to the new run's id, or null.
   * @throws Error when its function is no longer registered
   */
  replayRun(id: string): Promise<string | null>
  /** Newest first, as listRuns. */
  listEvents(filter?: { name?: string; before?: string; limit?: number }): Promise<EventSummary[]>
  getEvent(id: string): Promise<EventDetail | null>
  listFunctions(): Promise<FunctionSummary[]>
  /** What there is to do and what holds it up, for a monitor. */
  measure(): Promise<Measurement>
  /** What is stuck, with what to do about it. */
  diagnose(): Promise<Finding[]>
}

/** Everything that can be seen of an engine and done about its runs, whichever door it has. */
export function inspect(context: EngineContext): Inspected {
  return {
    listRuns: (filter) => listRuns(context, filter),
    getRun: (id) => getRun(context, id),
    cancelRun: (id) => cancelRun(context, id),
    replayRun: (id) => replayRun(context, id),
    listEvents: (filter) => listEvents(context, filter),
    getEvent: (id) => getEvent(context, id),
    listFunctions: () => listFunctions(context),
    measure: () => measure(context.db),
    diagnose: () => diagnose(context.db),
  }
}
