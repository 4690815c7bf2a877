import { canonicalJson } from "../protocol/canonical-json"
import type { Failure } from "../protocol/failure"
import type { Unit } from "../queue/unit"

/** Completes a pending step with an error, which its function may catch. The run must be locked. */
export async function failStep(unit: Unit, runId: string, stepId: string, failure: Failure): Promise<true> {
  await unit.sql.query(
    `update engine.steps set seq = nextval('engine.step_order'), status = 'failed', output = $3, ended_at = now()
     where run_id = $1 and id = $2 and seq is null`,
    [runId, stepId, canonicalJson({ error: failure })],
  )
  return true
}
