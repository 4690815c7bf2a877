import { asPrometheus, measure } from "../operations/measure"
import { hashedSigningKey, sameSecret } from "../protocol/signature"
import type { Api, Handler } from "./api"
import { type ApiAnswer, type ApiRequest, refusal } from "./api-request"
import { postCancellation } from "./post-cancellation"
import { postCheckpoint } from "./post-checkpoint"
import { postEvents } from "./post-events"
import { postGraphql } from "./post-graphql"
import { postPublish, postToken } from "./post-realtime"
import { postRegister } from "./post-register"
import { postSignal } from "./post-signal"
import { readDev } from "./read-dev"
import { getEvent, getEventRuns, listEvents } from "./read-events"
import { deleteRun, getBatch, getMemos, readRun } from "./read-runs"
import { refuseUnsupported } from "./unsupported"

type Guard = "anyone" | "event-key" | "signing-key"

const ROUTES: readonly { method: string; path: RegExp; guard: Guard; handle: Handler }[] = [
  { method: "POST", path: /^\/e\/([^/]+)$/, guard: "event-key", handle: postEvents },
  {
    method: "POST",
    path: /^\/v1\/checkpoint\/([^/]+)\/async$/,
    guard: "signing-key",
    handle: postCheckpoint,
  },
  { method: "POST", path: /^\/v1\/realtime\/publish()$/, guard: "signing-key", handle: postPublish },
  { method: "POST", path: /^\/v1\/realtime\/token()$/, guard: "signing-key", handle: postToken },
  { method: "POST", path: /^\/v1\/cancellations()$/, guard: "signing-key", handle: postCancellation },
  { method: "POST", path: /^\/v1\/signals()$/, guard: "signing-key", handle: postSignal },
  { method: "POST", path: /^\/v0\/gql()$/, guard: "signing-key", handle: postGraphql },
  { method: "POST", path: /^\/fn\/register()$/, guard: "signing-key", handle: postRegister },
  { method: "GET", path: /^\/v0\/runs\/([^/]+)\/batch$/, guard: "signing-key", handle: getBatch },
  { method: "GET", path: /^\/v0\/runs\/([^/]+)\/actions$/, guard: "signing-key", handle: getMemos },
  { method: "GET", path: /^\/v1\/events()$/, guard: "signing-key", handle: listEvents },
  { method: "GET", path: /^\/v1\/events\/([^/]+)$/, guard: "signing-key", handle: getEvent },
  { method: "GET", path: /^\/v1\/events\/([^/]+)\/runs$/, guard: "signing-key", handle: getEventRuns },
  { method: "GET", path: /^\/v1\/runs\/([^/]+)$/, guard: "signing-key", handle: readRun },
  { method: "DELETE", path: /^\/v1\/runs\/([^/]+)$/, guard: "signing-key", handle: deleteRun },
  {
    method: "GET",
    path: /^\/metrics()$/,
    guard: "signing-key",
    handle: async ({ context }) => ({
      status: 200,
      body: null,
      text: asPrometheus(await measure(context.db)),
    }),
  },
  { method: "GET", path: /^\/dev()$/, guard: "anyone", handle: readDev },
  {
    method: "GET",
    path: /^\/health()$/,
    guard: "anyone",
    handle: async () => ({ status: 200, body: { status: 200, message: "OK" } }),
  },
]

/** Answers what SDKs, and people, ask of Inngest's servers. Anything else is a 404 in JSON. */
export async function handleApi(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  for (const route of ROUTES) {
    const match = request.method === route.method ? route.path.exec(request.url.pathname) : null
    if (!match) continue
    const parameter = decoded(match[1] ?? "")
    if (parameter === null) return refusal(400, "The address is not well-formed.")
    const refused = refuse(api, request, route.guard, parameter)
    if (refused) return refused
    try {
      return await route.handle(api, request, parameter)
    } catch (error) {
      api.context.log.error({ err: error, path: request.url.pathname }, "The API could not answer.")
      return refusal(500, "This could not be done. Try again.")
    }
  }
  return refuseUnsupported(request.url.pathname) ?? refusal(404, "Not found.")
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function refuse(api: Api, request: ApiRequest, guard: Guard, parameter: string): ApiAnswer | null {
  if (!api.access || guard === "anyone") return null
  if (guard === "event-key") {
    const known = api.access.eventKeys.some((key) => sameSecret(key, parameter))
    return known ? null : refusal(401, "Event key not found")
  }
  const expected = `Bearer ${hashedSigningKey(api.access.signingKey)}`
  return sameSecret(request.header("authorization") ?? "", expected) ? null : refusal(401, "Unauthorized")
}
