import type { EngineContext } from "../engine-context"
import { fieldMatch } from "../expressions/field-match"
import { keptOpts, type Op } from "../protocol/op"
import type { Unit } from "../queue/unit"
import type { LockedRun } from "../runs/lock-run"
import { insertWait } from "./insert-wait"
import { invokeFunction } from "./invoke-function"
import { waitForSignal } from "./wait-for-signal"

const STATUS: Record<string, string> = {
  StepPlanned: "planned",
  Sleep: "sleeping",
  WaitForEvent: "waiting",
  WaitForSignal: "waiting",
  InvokeFunction: "invoking",
}

/**
 * Stores a step that is to be completed later, and what will complete it. One that is stored already is
 * left as it is. `trigger` is the payload of the event that started the run. True when it was answered on the spot,
 * because it cannot be done.
 */
export async function insertPending(
  unit: Unit,
  context: EngineContext,
  run: LockedRun,
  op: Op,
  trigger: string | undefined,
): Promise<boolean> {
  const { rows } = await unit.sql.query(
    `insert into engine.steps (run_id, id, op, status, name, opts, started_at) values ($1, $2, $3, $4, $5, $6, now())
     on conflict (run_id, id) do update set status = excluded.status
       where steps.seq is null and steps.status = 'retrying'
     returning id`,
    [run.id, op.id, op.op, STATUS[op.op] ?? "planned", op.displayName, keptOpts(op)],
  )
  if (rows.length === 0) return false
  switch (op.op) {
    case "Sleep":
      await insertWait(unit, run.id, op.id, { kind: "sleep", until: op.name })
      return false
    case "WaitForEvent": {
      const expression = text(op.opts.if) || null
      await insertWait(unit, run.id, op.id, {
        kind: "event",
        until: text(op.opts.timeout),
        eventName: op.name,
        expression,
        match: fieldMatch(expression, trigger === undefined ? null : JSON.parse(trigger)),
      })
      return false
    }
    case "WaitForSignal":
      return waitForSignal(unit, run, op)
    case "InvokeFunction":
      return invokeFunction(unit, context, run, op)
    default:
      await insertStepJob(unit, run, op)
      return false
  }
}

async function insertStepJob(unit: Unit, run: LockedRun, op: Op): Promise<void> {
  await unit.sql.query(
    `insert into engine.jobs (run_id, function_id, step_id, disable_immediate, sort_at, key1, limit1, key2, limit2)
     select id, function_id, $2, true, sort_at, key1, limit1, key2, limit2 from engine.runs where id = $1
     on conflict (run_id, step_id) where step_id is not null do nothing`,
    [run.id, op.id],
  )
  unit.queued = true
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}
