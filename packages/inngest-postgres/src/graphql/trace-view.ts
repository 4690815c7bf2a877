import type { RunRow } from "../runs/page-runs"
import type { FailedAttempt, RunTrace, TracedStep } from "../runs/run-trace"
import { outputId } from "./output-id"
import type { QueryContext } from "./query-context"
import { RUN_STATUS } from "./run-status"
import { stepInfo } from "./step-info"
import { stepOp, stepStatus } from "./step-status"
import { isoOf } from "./time"

type Span = ReturnType<typeof spanOf>

/** A run as a tree: itself, its steps and how it ended, their attempts. */
export function traceOf({ engine }: QueryContext, run: RunRow, { steps, failures }: RunTrace): Span {
  const name = engine.registry.get(run.functionId)?.name ?? run.functionId
  const ended = run.status === "completed" || run.status === "failed"
  const own = failures.filter(({ stepId }) => stepId === null)
  const whole = {
    status: RUN_STATUS[run.status],
    attempts: Math.max(own.length - (run.status === "failed" ? 1 : 0), 0),
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    outputID: ended ? outputId({ runId: run.id, stepId: null, attempt: null }) : null,
  }
  const tried = attemptsOf(engine, run, own, { id: null, name, op: null })
  const finalization = spanOf(engine, run, {
    ...whole,
    spanID: `${run.id}.end`,
    name: "Finalization",
    queuedAt: run.endedAt ?? run.createdAt,
    startedAt: run.endedAt,
    stepType: "FINALIZATION",
    childrenSpans: tried,
  })
  return spanOf(engine, run, {
    ...whole,
    spanID: run.id,
    parentSpanID: null,
    isRoot: true,
    name,
    queuedAt: run.createdAt,
    childrenSpans: [
      ...steps.map((step) => stepSpan(engine, run, step, failures)),
      ...(ended ? [finalization] : tried),
    ],
  })
}

type Engine = QueryContext["engine"]

function stepSpan(engine: Engine, run: RunRow, step: TracedStep, failures: readonly FailedAttempt[]): Span {
  const failed = failures.filter(({ stepId }) => stepId === step.id)
  const status = stepStatus(step, run, failed.length)
  const op = stepOp(step.op)
  const result = step.hasOutput || status === "FAILED"
  return spanOf(engine, run, {
    spanID: `${run.id}.${step.id}`,
    name: step.name,
    status,
    attempts: Math.max(step.attempts - 1, 0),
    queuedAt: step.createdAt,
    startedAt: step.startedAt,
    endedAt: step.endedAt,
    outputID: result ? outputId({ runId: run.id, stepId: step.id, attempt: null }) : null,
    stepID: step.id,
    stepOp: op,
    stepType: op ?? "",
    stepInfo: stepInfo(run, step),
    childrenSpans: attemptsOf(engine, run, failed, { id: step.id, name: step.name, op }),
  })
}

function attemptsOf(
  engine: Engine,
  run: RunRow,
  failures: readonly FailedAttempt[],
  of: { id: string | null; name: string; op: string | null },
): Span[] {
  return failures.map(({ attempt, failedAt }) =>
    spanOf(engine, run, {
      spanID: `${run.id}.${of.id ?? ""}.${attempt}`,
      parentSpanID: of.id === null ? run.id : `${run.id}.${of.id}`,
      name: `Attempt ${attempt}`,
      status: "FAILED",
      attempts: attempt,
      queuedAt: failedAt,
      endedAt: failedAt,
      outputID: outputId({ runId: run.id, stepId: of.id, attempt }),
      stepID: of.id,
      stepOp: of.op,
    }),
  )
}

/** What a span is, of what is particular to it. */
function spanOf(
  engine: Engine,
  run: RunRow,
  own: {
    spanID: string
    parentSpanID?: string | null
    isRoot?: boolean
    name: string
    status: string
    attempts: number
    queuedAt: Date
    startedAt?: Date | null
    endedAt?: Date | null
    outputID: string | null
    stepID?: string | null
    stepOp?: string | null
    stepType?: string
    stepInfo?: ReturnType<typeof stepInfo>
    childrenSpans?: readonly Span[]
  },
): Record<string, unknown> {
  const { startedAt = null, endedAt = null } = own
  return {
    parentSpanID: run.id,
    isRoot: false,
    stepID: null,
    stepOp: null,
    stepType: "",
    stepInfo: null,
    childrenSpans: [],
    ...own,
    appID: engine.registry.get(run.functionId)?.appId ?? "",
    functionID: run.functionId,
    runID: run.id,
    traceID: run.id,
    duration: startedAt && endedAt && Math.max(endedAt.getTime() - startedAt.getTime(), 0),
    queuedAt: own.queuedAt.toISOString(),
    startedAt: isoOf(startedAt),
    endedAt: isoOf(endedAt),
    isUserland: false,
    userlandSpan: null,
    metadata: [],
  }
}
