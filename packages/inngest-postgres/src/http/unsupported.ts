import { type ApiAnswer, refusal } from "./api-request"

/** What an SDK can ask of Inngest's servers and of this one cannot: the answer says what to do instead. */
const UNSUPPORTED: readonly (readonly [path: RegExp, sentence: string])[] = [
  [
    /^\/v0\/connect\//,
    "connect() is not supported by inngest-postgres. Serve the functions over HTTP with serve().",
  ],
  [
    /^\/v1\/checkpoint(\/[^/]+\/steps)?$|^\/v1\/http\/runs\/|^\/v1\/realtime\/(sse|publish\/tee)$/,
    "Durable endpoints are not supported by inngest-postgres. Send an event to a function instead.",
  ],
  [
    /^\/v1\/runs\/[^/]+\/metadata$/,
    "Run metadata and scores are not supported by inngest-postgres. Return them from a step instead.",
  ],
  [
    /^\/v1\/traces\//,
    "inngest-postgres keeps no traces of an app's own. Send them to a collector, without extendedTracesMiddleware.",
  ],
  [/^\/v2\/(sandboxes|snapshots)/, "Sandboxes are not supported by inngest-postgres."],
]

/** Null when the path is none that an SDK would ask for. */
export function refuseUnsupported(path: string): ApiAnswer | null {
  const found = UNSUPPORTED.find(([pattern]) => pattern.test(path))
  return found ? refusal(501, found[1]) : null
}
