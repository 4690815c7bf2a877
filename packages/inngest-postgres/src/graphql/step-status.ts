import type { RunRow } from "../runs/page-runs"
import type { TracedStep } from "../runs/run-trace"

const STATUS: Readonly<Record<string, string>> = {
  planned: "QUEUED",
  retrying: "RUNNING",
  sleeping: "WAITING",
  waiting: "WAITING",
  invoking: "WAITING",
  completed: "COMPLETED",
  failed: "FAILED",
  cancelled: "CANCELLED",
}

/**
 * A step's status as a dev server spells it. One whose last attempt failed, and its run with it, has failed, though
 * no more was heard of it.
 */
export function stepStatus({ status }: TracedStep, run: RunRow, failures: number): string {
  if (status === "cancelled" && run.status === "failed" && failures > 0) return "FAILED"
  return STATUS[status] ?? "RUNNING"
}

const OP: Readonly<Record<string, string>> = {
  Sleep: "SLEEP",
  WaitForEvent: "WAIT_FOR_EVENT",
  WaitForSignal: "WAIT_FOR_SIGNAL",
  InvokeFunction: "INVOKE",
}

/** The kind of a step as a dev server spells it. Every other operation is something that runs. */
export function stepOp(op: string): string {
  return OP[op] ?? "RUN"
}
