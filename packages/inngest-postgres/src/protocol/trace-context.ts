import { createHash } from "node:crypto"
import type { HeldJob } from "../queue/held-job"

/**
 * The trace headers of a call. The SDK forwards them with what `step.sendEvent` sends, and with nothing
 * else, so they tell which step of which run is sending.
 */
export function traceHeaders(job: HeldJob): { traceparent: string; tracestate: string } {
  const hash = createHash("sha256").update(job.run.id).digest("hex")
  const span = createHash("sha256").update(`${job.id}.${job.fence}`).digest("hex").slice(0, 16)
  return {
    traceparent: `00-${hash.slice(0, 32)}-${span}-01`,
    tracestate: `inngest-postgres=${job.run.id}.${job.stepId ?? "-"}`,
  }
}

/** Reads the sender back. Null when the events were not sent by `step.sendEvent`. */
export function readSender(tracestate: string | null): { runId: string; stepId: string | null } | null {
  const match = /(?:^|,)\s*inngest-postgres=([0-9A-Z]{26})\.([0-9a-f]{40}|-)/.exec(tracestate ?? "")
  return match?.[1] && match[2] ? { runId: match[1], stepId: match[2] === "-" ? null : match[2] } : null
}
