import { isObject } from "../protocol/op"
import type { OutputOf } from "./output-id"
import { type QueryContext, reading } from "./query-context"

/** What something came to: JSON as text, one of the two. */
export interface Result {
  data: string | null
  error: string | null
}

/** Reads the result of a run, of a step, or of an attempt that failed. Null while there is none. */
export async function readResult(context: QueryContext, of: OutputOf): Promise<Result | null> {
  const result =
    of.attempt !== null
      ? await readFailure(context, of, of.attempt)
      : of.stepId === null
        ? await readRun(context, of.runId)
        : await readStep(context, of.runId, of.stepId)
  context.budget.text(result?.data ?? null)
  context.budget.text(result?.error ?? null)
  return result
}

async function readRun(context: QueryContext, runId: string): Promise<Result | null> {
  const { rows } = await reading(context).query<{ output: string | null; error: string | null }>(
    "select output, error from engine.runs where id = $1",
    [runId],
  )
  const [run] = rows
  return run && (run.output !== null || run.error !== null) ? { data: run.output, error: run.error } : null
}

/** A step that an SDK never reported as failed for good has the error of its last attempt. */
async function readStep(context: QueryContext, runId: string, stepId: string): Promise<Result | null> {
  const { rows } = await reading(context).query<{ output: string | null; error: string | null }>(
    `select output, (select error from engine.failures f where f.run_id = $1 and f.step_id = $2
       order by f.id desc limit 1) as error
     from engine.steps where run_id = $1 and id = $2`,
    [runId, stepId],
  )
  const [step] = rows
  if (!step) return null
  if (step.output === null) return step.error === null ? null : { data: null, error: step.error }
  const memo: unknown = JSON.parse(step.output)
  if (isObject(memo) && Object.keys(memo).length === 1) {
    if ("data" in memo) return { data: JSON.stringify(memo.data), error: null }
    if ("error" in memo) return { data: null, error: JSON.stringify(memo.error) }
  }
  return { data: step.output, error: null }
}

async function readFailure(
  context: QueryContext,
  { runId, stepId }: OutputOf,
  attempt: number,
): Promise<Result | null> {
  const { rows } = await reading(context).query<{ error: string }>(
    `select error from engine.failures where run_id = $1 and step_id is not distinct from $2 and attempt = $3
     order by id desc limit 1`,
    [runId, stepId, attempt],
  )
  return rows[0] ? { data: null, error: rows[0].error } : null
}
