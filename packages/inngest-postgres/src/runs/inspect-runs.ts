import type { EngineContext } from "../engine-context"

export const RUN_STATUSES = ["queued", "running", "completed", "failed", "cancelled"] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

export interface RunSummary {
  id: string
  functionId: string
  status: RunStatus
  eventName: string
  eventIds: string[]
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
}

export interface RunDetail extends RunSummary {
  /** The return value, as JSON. */
  output: unknown
  error: { name: string; message: string } | null
  steps: {
    id: string
    name: string
    op: string
    status: string
    attempts: number
    output: unknown
    startedAt: Date | null
    endedAt: Date | null
  }[]
  /** Attempts that failed, oldest first. */
  failures: {
    stepId: string | null
    attempt: number
    error: { name: string; message: string }
    failedAt: Date
  }[]
  /** When the next call may be made, while one is planned. */
  nextCallAt: Date | null
}

export const RUN_SUMMARY = `id, function_id as "functionId", status, event_name as "eventName", event_ids as "eventIds",
  created_at as "createdAt", started_at as "startedAt", ended_at as "endedAt"`

/** Whether a run belongs to the event $1. */
export const OF_EVENT = `id in (
  select id from engine.runs where event_ids[1] = $1
  union select id from engine.runs where cardinality(event_ids) > 1 and event_ids @> array[$1])`

/** Runs, newest first. `before` is the id to continue after; `limit` is 1–200. */
export async function listRuns(
  context: EngineContext,
  filter: { status?: RunStatus; functionId?: string; before?: string; limit?: number } = {},
): Promise<RunSummary[]> {
  const conditions = ["($1::text is null or id < $1)"]
  // The status stands in the text, since a partial index is found by it and not by a parameter.
  if (filter.status && RUN_STATUSES.includes(filter.status)) conditions.push(`status = '${filter.status}'`)
  if (filter.functionId !== undefined) conditions.push("function_id = $3")
  const { rows } = await context.db.query<RunSummary>(
    `select ${RUN_SUMMARY} from engine.runs where ${conditions.join(" and ")} order by id desc limit $2`,
    [
      filter.before ?? null,
      Math.min(Math.max(filter.limit ?? 50, 1), 200),
      ...(filter.functionId === undefined ? [] : [filter.functionId]),
    ],
  )
  return rows
}

/** The runs that an event has started or is a part of, oldest first, at most 100. */
export async function listRunsOfEvent(context: EngineContext, eventId: string): Promise<RunSummary[]> {
  const { rows } = await context.db.query<RunSummary>(
    `select ${RUN_SUMMARY} from engine.runs where ${OF_EVENT} order by id limit 100`,
    [eventId],
  )
  return rows
}

/** One run with its steps, failed attempts and times. Null when there is none of this id. */
export async function getRun(context: EngineContext, id: string): Promise<RunDetail | null> {
  const { rows } = await context.db.query<
    RunSummary & { output: string | null; error: string | null; nextCallAt: Date | null }
  >(
    `select ${RUN_SUMMARY}, output, error,
       (select min(run_at) from engine.jobs where run_id = runs.id) as "nextCallAt"
     from engine.runs where id = $1`,
    [id],
  )
  const run = rows[0]
  if (!run) return null
  const steps = await context.db.query<RunDetail["steps"][number] & { output: string | null }>(
    `select id, name, op, status, attempts, output, started_at as "startedAt", ended_at as "endedAt"
     from engine.steps where run_id = $1 order by seq nulls last, created_at, id`,
    [id],
  )
  const failures = await context.db.query<RunDetail["failures"][number] & { error: string }>(
    `select step_id as "stepId", attempt, error, failed_at as "failedAt"
     from engine.failures where run_id = $1 order by id`,
    [id],
  )
  return {
    ...run,
    output: read(run.output),
    error: read(run.error) as RunDetail["error"],
    steps: steps.rows.map((step) => ({ ...step, output: read(step.output) })),
    failures: failures.rows.map((failure) => ({
      ...failure,
      error: read(failure.error) as RunDetail["failures"][number]["error"],
    })),
  }
}

function read(text: string | null): unknown {
  return text === null ? null : JSON.parse(text)
}
