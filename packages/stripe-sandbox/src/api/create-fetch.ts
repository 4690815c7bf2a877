import { type SandboxContext, transact, type Work } from "../context"
import { newId } from "../identifiers"
import { readBody } from "../read-body"
import { ApiError } from "./api-error"
import type { Endpoint } from "./endpoint"
import { expand } from "./expand"
import { type Answer, checkKey, claimKey, fingerprint, keyInUse, rememberAnswer } from "./idempotency"
import { list, readShape, text } from "./parameters"
import { parseForm, type RawObject } from "./parse-form"
import { findRoute } from "./routes"

const LARGEST_BODY = 1024 * 1024

/** Stripe's API as a `fetch`: give it to `Stripe.createFetchHttpClient`. The host of the address does not matter. */
export function createFetch(context: SandboxContext): typeof fetch {
  // PGlite has one connection, so there the database cannot see two requests with one key at once; this can.
  const keysInFlight = new Set<string>()
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const requestId = newId("req")
    try {
      return respond(await answer(context, keysInFlight, request, requestId), requestId)
    } catch (error) {
      if (error instanceof ApiError) return respond(refusal(error, requestId), requestId)
      context.onError(error)
      const failure = new ApiError("An unknown error occurred in the Stripe sandbox.", {
        status: 500,
        type: "api_error",
      })
      return respond(refusal(failure, requestId), requestId)
    }
  }
}

interface Prepared {
  endpoint: ReturnType<Endpoint["prepare"]>
  ids: string[]
  expandPaths: string[]
}

async function answer(
  context: SandboxContext,
  keysInFlight: Set<string>,
  request: Request,
  requestId: string,
): Promise<Answer> {
  const url = new URL(request.url)
  const path = url.pathname
  authenticate(request.headers.get("authorization"))
  const route = findRoute(request.method, path)
  if (!route) {
    throw new ApiError(
      `Unrecognized request URL (${request.method}: ${path}). ` +
        "The Stripe sandbox implements only the part of the API that its README lists.",
      { status: 404 },
    )
  }
  const form = request.method === "POST" ? new URLSearchParams(await bodyOf(request)) : url.searchParams
  const raw = parseForm(form)
  const prepared = { endpoint: route.endpoint.prepare(raw), ids: route.ids, expandPaths: expandPaths(raw) }
  if (request.method === "GET") {
    return { status: 200, body: await read(context, prepared), requestId }
  }
  const key = request.headers.get("idempotency-key")
  if (key === null) {
    const body = await transact(context, (work) => write(context, prepared, work), {
      id: requestId,
      idempotencyKey: null,
    })
    return { status: 200, body, requestId }
  }
  checkKey(key)
  if (keysInFlight.has(key)) throw keyInUse(key)
  keysInFlight.add(key)
  try {
    return await writeOnce(context, prepared, { key, path, print: fingerprint(form), requestId })
  } finally {
    keysInFlight.delete(key)
  }
}

function authenticate(header: string | null): void {
  const key = /^Bearer (\S+)$/.exec(header ?? "")?.[1]
  if (!key) {
    throw new ApiError(
      "You did not provide an API key. Send one in the Authorization header, as `Bearer sk_test_…`.",
      {
        status: 401,
      },
    )
  }
  if (!/^[sr]k_test_\w+$/.test(key)) {
    throw new ApiError("Invalid API Key provided: the Stripe sandbox takes test keys only (sk_test_…).", {
      status: 401,
    })
  }
}

async function bodyOf(request: Request): Promise<string> {
  const body = await readBody(request, LARGEST_BODY)
  if (body === "too large") throw new ApiError("The request body is larger than 1 MB.", { status: 413 })
  return body
}

function expandPaths(raw: RawObject): string[] {
  return (
    readShape({ expand: list(text(), 20) }, raw.expand === undefined ? {} : { expand: raw.expand }).expand ??
    []
  )
}

async function read(context: SandboxContext, { endpoint, ids, expandPaths }: Prepared): Promise<string> {
  const known = new Map<string, object>()
  const object = await endpoint.read?.({ context, sql: context.db, ids, known })
  return JSON.stringify(await expand({ sql: context.db, known }, object ?? {}, expandPaths))
}

async function write(
  context: SandboxContext,
  { endpoint, ids, expandPaths }: Prepared,
  work: Work,
): Promise<string> {
  const known = new Map<string, object>()
  const object = await endpoint.write?.({ context, sql: work.sql, ids, known, work })
  return JSON.stringify(await expand({ sql: work.sql, known }, object ?? {}, expandPaths))
}

/**
 * The effect and the remembered answer are one transaction. A refusal rolls the effect back and is then
 * remembered as well: the same key gets the same refusal, as Stripe does once a request has begun to execute.
 */
async function writeOnce(
  context: SandboxContext,
  prepared: Prepared,
  { key, path, print, requestId }: { key: string; path: string; print: string; requestId: string },
): Promise<Answer & { replayed?: boolean }> {
  let begun = false
  try {
    return await transact(
      context,
      async (work) => {
        const earlier = await claimKey(work.sql, key, path, print)
        if (earlier) return { ...earlier, replayed: true }
        begun = true
        const done = { status: 200, body: await write(context, prepared, work), requestId }
        await rememberAnswer(work.sql, key, path, print, done, work.now)
        return done
      },
      { id: requestId, idempotencyKey: key },
    )
  } catch (error) {
    if (!begun || !(error instanceof ApiError)) throw error
    const refused = refusal(error, requestId)
    await rememberAnswer(context.db, key, path, print, refused, context.now())
    return refused
  }
}

function refusal(error: ApiError, requestId: string): Answer {
  const { status, type, code, param, message } = error
  return { status, body: JSON.stringify({ error: { type, code, param, message } }), requestId }
}

function respond(answer: Answer & { replayed?: boolean }, requestId: string): Response {
  const headers = new Headers({ "content-type": "application/json", "request-id": requestId })
  if (answer.replayed) {
    headers.set("idempotent-replayed", "true")
    headers.set("original-request", answer.requestId)
  }
  // The SDK repeats a conflict by itself; the same parameters under the same key will then be answered.
  if (answer.status === 409) headers.set("stripe-should-retry", "true")
  return new Response(answer.body, { status: answer.status, headers })
}
