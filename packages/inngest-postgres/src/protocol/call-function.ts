import { randomUUID } from "node:crypto"
import type { FunctionConfig } from "../functions/function-config"
import type { HeldJob } from "../queue/held-job"
import { canonicalJson } from "./canonical-json"
import { isObject } from "./op"
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
  /** Requests are signed with it; without one they are not. */
  signingKey: string | null
  /** Where the app that has the function is served. */
  serveUrl: (config: FunctionConfig) => string
  /** A larger body leaves out the memos and all events but the first, which the SDK then asks for. */
  maxCallBytes: number
}

/** Makes the caller of functions: the SDK's own request, signed, sent by `send`. */
export function createCallHandler(options: CallOptions): CallHandler {
  return async (config, job) => {
    const requestId = randomUUID()
    const url = new URL(options.serveUrl(config))
    url.searchParams.set("fnId", config.id)
    url.searchParams.set("stepId", job.stepId ?? "step")
    const full = callBody(config, job, requestId, false)
    const body =
      Buffer.byteLength(full) > options.maxCallBytes ? callBody(config, job, requestId, true) : full
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
          ...(options.signingKey
            ? { "x-inngest-signature": signBody(body, options.signingKey, Date.now()) }
            : {}),
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
function callBody(config: FunctionConfig, job: HeldJob, requestId: string, useApi: boolean): string {
  const context = canonicalJson({
    run_id: job.run.id,
    fn_id: config.id,
    attempt: job.attempt,
    max_attempts: config.maxAttempts,
    disable_immediate_execution: job.disableImmediate,
    use_api: useApi,
    stack: { stack: job.run.stack, current: job.run.stack.length },
    qi_id: dispatchId(job),
    request_id: requestId,
    generation_id: job.fence,
    job_id: job.id,
    env: "",
    step_id: "step",
  })
  const ids = useApi ? [] : [...job.run.steps.keys()].sort()
  const steps = ids.map((id) => `"${id}":${job.run.steps.get(id)}`)
  const events = useApi ? [] : job.run.events
  return `{"ctx":${context},"event":${job.run.events[0] ?? "{}"},"events":[${events}],"steps":{${steps}},"use_api":${useApi},"version":2}`
}

async function readAnswer(response: Response): Promise<Answer> {
  const body = await response.text()
  // A streaming SDK answers 201 at once, and what it has to say at the end of the body.
  if (response.status === 201) {
    const final = parseStreamed(body)
    if (final) return answerOf(final.status, (name) => final.headers[name] ?? null, final.body)
  }
  return answerOf(response.status, (name) => response.headers.get(name), body)
}

function answerOf(status: number, header: (name: string) => string | null, body: string): Answer {
  const noRetry = header("x-inngest-no-retry")
  const version = Number(header("x-inngest-req-version") ?? Number.NaN)
  return {
    status,
    noRetry: noRetry === null ? null : noRetry === "true",
    retryAfter: header("retry-after"),
    version: Number.isFinite(version) ? version : null,
    body,
  }
}

function parseStreamed(
  text: string,
): { status: number; headers: Record<string, string>; body: string } | null {
  try {
    const value: unknown = JSON.parse(text)
    if (!isObject(value) || typeof value.status !== "number" || typeof value.body !== "string") return null
    const headers = Object.entries(isObject(value.headers) ? value.headers : {})
    return {
      status: value.status,
      headers: Object.fromEntries(headers.map(([name, content]) => [name.toLowerCase(), String(content)])),
      body: value.body,
    }
  } catch {
    return null
  }
}
