import type { Sql } from "../sql"

/** A step of a run as its trace tells of it: everything but its output, which may be large. */
export interface TracedStep {
  id: string
  name: string
  op: string
  status: string
  /** What it was asked with, as far as that is kept. */
  opts: Record<string, unknown>
  /** Attempts that have been made. */
  attempts: number
  createdAt: Date
  startedAt: Date | null
  endedAt: Date | null
  hasOutput: boolean
  /** Of a wait: what for, and until when, while it lasts. */
  awaits: string | null
  firesAt: Date | null
  /** Of a wait that an event ended. */
  found: { id: string | null; name: string | null } | null
}

/** An attempt that failed. */
export interface FailedAttempt {
  /** Null where it was the function itself. */
  stepId: string | null
  attempt: number
  failedAt: Date
}

export interface RunTrace {
  /** In the order in which they were completed; those that are not come last. */
  steps: TracedStep[]
  /** Oldest first. */
  failures: FailedAttempt[]
}

/** The steps and failed attempts of a run. */
export async function loadTrace(sql: Sql, runId: string): Promise<RunTrace> {
  const steps = await sql.query<Row>(
    `select s.id, s.name, s.op, s.status, s.opts, s.attempts, s.created_at as "createdAt", s.started_at as "startedAt",
       s.ended_at as "endedAt", s.output is not null as "hasOutput", w.event_name as "awaits", w.fires_at as "firesAt",
       case when s.op = 'WaitForEvent' and s.output <> 'null' then (s.output::json -> 'id')::text end as "foundId",
       case when s.op = 'WaitForEvent' and s.output <> 'null' then (s.output::json -> 'name')::text end as "foundName"
     from engine.steps s left join engine.waits w on w.run_id = s.run_id and w.step_id = s.id
     where s.run_id = $1 order by s.seq nulls last, s.created_at, s.id`,
    [runId],
  )
  const failures = await sql.query<FailedAttempt>(
    `select step_id as "stepId", attempt, failed_at as "failedAt" from engine.failures where run_id = $1 order by id`,
    [runId],
  )
  return { steps: steps.rows.map(readStep), failures: failures.rows }
}

type Row = Omit<TracedStep, "opts" | "found"> & {
  opts: string | null
  foundId: string | null
  foundName: string | null
}

function readStep({ opts, foundId, foundName, ...step }: Row): TracedStep {
  const ended = step.op === "WaitForEvent" && step.hasOutput
  return {
    ...step,
    opts: opts === null ? {} : (JSON.parse(opts) as Record<string, unknown>),
    found: ended && foundName !== null ? { id: readText(foundId), name: readText(foundName) } : null,
  }
}

function readText(json: string | null): string | null {
  const value: unknown = json === null ? null : JSON.parse(json)
  return typeof value === "string" ? value : null
}
