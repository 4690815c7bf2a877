import { canonicalJson } from "../protocol/canonical-json"
import { engineFailure, readFailure } from "../protocol/failure"
import { keptOpts, type Op } from "../protocol/op"
import type { Sql } from "../sql"

/** The outcome of a step, as it is stored and given back to its function. */
export interface Memo {
  id: string
  op: string
  status: "completed" | "failed"
  name: string
  opts: string | null
  /** `{"data":…}` or `{"error":…}` */
  output: string
  attempts: number
  startedMs: number | null
  endedMs: number | null
}

/** Of what a step returns, and of what a function does. */
export const MAX_OUTPUT_BYTES = 4 * 1024 * 1024

/** The memo of an operation that ran: StepRun with its data, StepFailed with its error. */
export function memoOf(op: Op, attempt: number): Memo {
  const failed = op.op === "StepFailed"
  let output = failed
    ? canonicalJson({ error: readFailure(op.error, `Step "${op.displayName}" failed.`) })
    : canonicalJson({ data: op.data ?? null })
  let status: Memo["status"] = failed ? "failed" : "completed"
  if (Buffer.byteLength(output) > MAX_OUTPUT_BYTES) {
    status = "failed"
    output = canonicalJson({
      error: engineFailure(
        "StepOutputTooLarge",
        `Step "${op.displayName}" returned more than ${MAX_OUTPUT_BYTES} bytes. Store the value elsewhere and return a reference to it.`,
      ),
    })
  }
  return {
    id: op.id,
    op: op.op,
    status,
    name: op.displayName,
    opts: keptOpts(op),
    output,
    attempts: attempt + 1,
    startedMs: op.timing?.startedMs ?? null,
    endedMs: op.timing?.endedMs ?? null,
  }
}

const COLUMNS = {
  id: "text",
  op: "text",
  status: "text",
  name: "text",
  opts: "text",
  output: "text",
  attempts: "int",
  started_ms: "float8",
  ended_ms: "float8",
}

/**
 * SQL that stores memos for the run that the CTE `held` names; a memo that is there already stays as it is.
 * Its parameters are those of `memoParameters`, the first at position `$first`. Where `held` has a row for each of
 * several calls, `$first` says of each memo which `held.call` it is of, and those parameters come after it.
 */
export function memoSql(first: number, calls: "one call" | "several calls" = "one call"): string {
  const columns = Object.entries(calls === "one call" ? COLUMNS : { call: "int", ...COLUMNS })
  const arrays = columns.map(([, type], index) => `$${first + index}::${type}[]`).join(", ")
  const names = columns.map(([name]) => name).join(", ")
  return `insert into engine.steps (run_id, id, seq, op, status, name, opts, output, attempts, started_at, ended_at)
    select held.run_id, t.id, nextval('engine.step_order'), t.op, t.status, t.name, t.opts, t.output, t.attempts,
      to_timestamp(t.started_ms / 1000), coalesce(to_timestamp(t.ended_ms / 1000), now())
    from held join unnest(${arrays}) as t(${names}) on ${calls === "one call" ? "true" : "t.call = held.call"}
    on conflict (run_id, id) do update set seq = excluded.seq, op = excluded.op, status = excluded.status,
      output = excluded.output, attempts = excluded.attempts, started_at = excluded.started_at,
      ended_at = excluded.ended_at
    where steps.seq is null`
}

export function memoParameters(memos: readonly Memo[]): unknown[] {
  return [
    memos.map((memo) => memo.id),
    memos.map((memo) => memo.op),
    memos.map((memo) => memo.status),
    memos.map((memo) => memo.name),
    memos.map((memo) => memo.opts),
    memos.map((memo) => memo.output),
    memos.map((memo) => memo.attempts),
    memos.map((memo) => memo.startedMs),
    memos.map((memo) => memo.endedMs),
  ]
}

/** Stores memos of a run inside a transaction that holds its lock. */
export async function insertMemos(sql: Sql, runId: string, memos: readonly Memo[]): Promise<void> {
  if (memos.length === 0) return
  await sql.query(`with held as (select $1::text as run_id) ${memoSql(2)}`, [runId, ...memoParameters(memos)])
}
