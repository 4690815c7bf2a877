import { randomUUID } from "node:crypto"
import type { FunctionConfig } from "../functions/function-config"
import type { HeldJob } from "../queue/held-job"
import { canonicalJson } from "./canonical-json"
import { signBody } from "./signature"
import { traceHeaders } from "./trace-context"

/** What came back from a function, before anything is made of it. */
export interface Answer {
  status: number
  /** The SDK's word on whether trying again makes sense; null when it said nothing. */
  noRetry: boolean | null
  retryAfter: string | null
  /** The execution version the SDK used: 1 wants discovery after every parallel step. */
  version: number | null
  body: string
}

export type CallHandler = (config: FunctionConfig, job: HeldJob) => Promise<Answer>

export interface CallOptions {
  send: (request: Request) => Promise<Response>
  signingKey: string
  /** Where the app that has the function is served. */
  serveUrl: (config: FunctionConfig) => string
}

/** Makes the caller of functions: the SDK's own request, signed, sent by `send`. */
export function createCallHandler(options: CallOptions): CallHandler {
  return async (config, job) => {
    const requestId = randomUUID()
    const url = new URL(options.serveUrl(config))
    url.searchParams.set("fnId", config.id)
    url.searchParams.set("stepId", job.stepId ?? "step")
    const body = callBody(config, job, requestId)
    const response = await options.send(
      new Request(url, {
        method: "POST",
        body,
        headers: {
          host: url.host,
          "content-type": "application/json",
          "x-inngest-run-id": job.run.id,
          "x-inngest-request-id": requestId,
          "x-inngest-job-id": job.id,
          "x-inngest-generation-id": String(job.fence),
          "x-inngest-req-version": "2",
          ...traceHeaders(job),
          "x-inngest-signature": signBody(body, options.signingKey, Date.now()),
        },
      }),
    )
    return readAnswer(response)
  }
}

/** Names the lease a call was made under, so that a checkpoint can be refused once it is lost. */
export function dispatchId(job: { id: string; fence: number }): string {
  return `${job.id}.${job.fence}`
}

/** Reads a dispatch id back. Null when it is not one of ours. */
export function readDispatchId(text: unknown): { id: string; fence: number } | null {
  const match = typeof text === "string" ? /^(\d{1,18})\.(\d{1,9})$/.exec(text) : null
  return match?.[1] && match[2] ? { id: match[1], fence: Number(match[2]) } : null
}

/** Canonical JSON put together from parts that are canonical already; keys in code unit order. */
function callBody(config: FunctionConfig, job: HeldJob, requestId: string): string {
  const context = canonicalJson({
    run_id: job.run.id,
    fn_id: config.id,
    attempt: job.attempt,
    max_attempts: config.maxAttempts,
    disable_immediate_execution: job.disableImmediate,
    use_api: false,
    stack: { stack: job.run.stack, current: job.run.stack.length },
    qi_id: dispatchId(job),
    request_id: requestId,
    generation_id: job.fence,
    job_id: job.id,
    env: "",
    step_id: "step",
  })
  const steps = [...job.run.steps.keys()].sort().map((id) => `"${id}":${job.run.steps.get(id)}`)
  const events = job.run.events
  return `{"ctx":${context},"event":${events[0] ?? "{}"},"events":[${events}],"steps":{${steps}},"use_api":false,"version":2}`
}

async function readAnswer(response: Response): Promise<Answer> {
  const noRetry = response.headers.get("x-inngest-no-retry")
  const version = Number(response.headers.get("x-inngest-req-version") ?? Number.NaN)
  return {
    status: response.status,
    noRetry: noRetry === null ? null : noRetry === "true",
    retryAfter: response.headers.get("retry-after"),
    version: Number.isFinite(version) ? version : null,
    body: await response.text(),
  }
}
