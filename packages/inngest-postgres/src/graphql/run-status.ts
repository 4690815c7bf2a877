import type { RunStatus } from "../runs/inspect-runs"

/** A run's status as a dev server spells it. */
export const RUN_STATUS = {
  queued: "QUEUED",
  running: "RUNNING",
  completed: "COMPLETED",
  failed: "FAILED",
  cancelled: "CANCELLED",
} as const satisfies Record<RunStatus, string>

/** The engine's own words for such statuses; one that it does not know is no run's. */
export function readStatuses(spelled: readonly string[] | null | undefined): RunStatus[] | null {
  if (!spelled || spelled.length === 0) return null
  return (Object.keys(RUN_STATUS) as RunStatus[]).filter((status) => spelled.includes(RUN_STATUS[status]))
}
