import type { RunRow } from "../runs/page-runs"
import type { FailedAttempt, RunTrace, TracedStep } from "../runs/run-trace"
import { stepStatus } from "./step-status"
import { isoOf } from "./time"

interface HistoryItem {
  /** `<run>.<step>.<what>`, with an attempt's number for what happened to it, and no step for the run's own. */
  id: string
  type: string
  attempt: number
  at: Date
  stepName?: string
  groupID?: string
  endedAfterMs?: number | null
  sleep?: { until: string | null }
  waitForEvent?: { eventName: string | null; expression: unknown; timeout: string | null }
  waitResult?: { eventID: string | null; timeout: boolean }
}

const ENDED = { completed: "FunctionCompleted", failed: "FunctionFailed", cancelled: "FunctionCancelled" }
const PENDING: Readonly<Record<string, string>> = {
  Sleep: "StepSleeping",
  WaitForEvent: "StepWaiting",
  WaitForSignal: "StepWaiting",
  InvokeFunction: "StepInvoking",
}

/** What happened in a run, in the order in which it happened: as runs were told of before traces. */
export function historyOf(run: RunRow, { steps, failures }: RunTrace) {
  const own = (what: string, type: string, at: Date, attempt = 0): HistoryItem => ({
    id: `${run.id}..${what}`,
    type,
    attempt,
    at,
  })
  const items = [own("scheduled", "FunctionScheduled", run.createdAt)]
  if (run.startedAt) items.push(own("started", "FunctionStarted", run.startedAt))
  for (const step of steps) items.push(...stepItems(run, step, failures))
  items.sort((one, other) => one.at.getTime() - other.at.getTime())
  if (run.endedAt && run.status in ENDED) {
    items.push({
      ...own("ended", ENDED[run.status as keyof typeof ENDED], run.endedAt),
      endedAfterMs: run.endedAt.getTime() - (run.startedAt ?? run.createdAt).getTime(),
    })
  }
  return items.map(itemView)
}

function stepItems(run: RunRow, step: TracedStep, failures: readonly FailedAttempt[]): HistoryItem[] {
  const failed = failures.filter(({ stepId }) => stepId === step.id)
  const last = Math.max(step.attempts - 1, 0)
  const item = (what: string, type: string, at: Date, attempt: number): HistoryItem => ({
    id: `${run.id}.${step.id}.${what}`,
    type,
    attempt,
    at,
    stepName: step.name,
    groupID: step.id,
  })
  const items = failed.map(({ attempt, failedAt }) => item(String(attempt), "StepErrored", failedAt, attempt))
  const pending = PENDING[step.op]
  if (pending) {
    items.push({
      ...item("pending", pending, step.startedAt ?? step.createdAt, 0),
      ...(step.op === "Sleep" ? { sleep: { until: isoOf(step.firesAt ?? step.endedAt) } } : {}),
      ...(step.op === "WaitForEvent" ? { waitForEvent: waitOf(step) } : {}),
    })
  } else items.push(item("started", "StepStarted", step.startedAt ?? step.createdAt, last))
  const status = stepStatus(step, run, failed.length)
  if (step.endedAt && (status === "COMPLETED" || status === "FAILED")) {
    items.push({
      ...item("ended", status === "COMPLETED" ? "StepCompleted" : "StepFailed", step.endedAt, last),
      endedAfterMs: step.startedAt && step.endedAt.getTime() - step.startedAt.getTime(),
      ...(step.op === "WaitForEvent"
        ? { waitResult: { eventID: step.found?.id ?? null, timeout: step.found === null } }
        : {}),
    })
  }
  return items
}

function waitOf({ awaits, found, opts, firesAt }: TracedStep) {
  return { eventName: awaits ?? found?.name ?? null, expression: opts.if ?? null, timeout: isoOf(firesAt) }
}

function itemView({ at, endedAfterMs, ...item }: HistoryItem) {
  return {
    stepName: null,
    groupID: null,
    url: null,
    functionVersion: 1,
    ...item,
    createdAt: at.toISOString(),
    result: endedAfterMs === undefined ? null : { durationMS: endedAfterMs, errorCode: null },
  }
}
