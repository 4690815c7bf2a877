import { ZodError, type z } from "zod"
import { ERRORS, StoreError } from "../errors"

/** What a surprise becomes at the edge; the log has the rest under the same request id. */
export function toStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error
  if (error instanceof ZodError) return validationError(error)
  if (isDatabaseDown(error)) {
    return new StoreError("SERVICE_UNAVAILABLE", "The store cannot reach its database right now.", {
      cause: error,
    })
  }
  return new StoreError("INTERNAL_ERROR", "Something unexpected happened on our side.", { cause: error })
}

/** The one writer of error bodies outside MCP. */
export function errorResponse(
  error: StoreError,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  const { status, retryable } = ERRORS[error.type]
  const { type, message, userAction, details } = error
  return Response.json(
    { error: { type, message, retryable, userAction, requestId, ...(details ? { details } : {}) } },
    {
      status,
      headers: {
        "cache-control": "no-store",
        "x-request-id": requestId,
        ...(status === 503 || status === 429
          ? { "retry-after": String(details?.retryAfterSeconds ?? 5) }
          : {}),
        ...headers,
      },
    },
  )
}

/** How a caller gets in: where tokens come from (RFC 9728 section 5.1), or which scope is missing (RFC 6750 section 3.1). */
export function challengeHeaders(error: StoreError, appOrigin: string): Record<string, string> {
  const metadata = `resource_metadata="${appOrigin}/.well-known/oauth-protected-resource"`
  if (error.type === "UNAUTHORIZED") return { "www-authenticate": `Bearer ${metadata}` }
  const scope = error.details?.requiredScope
  if (error.type !== "FORBIDDEN" || typeof scope !== "string") return {}
  return { "www-authenticate": `Bearer error="insufficient_scope", scope="${scope}", ${metadata}` }
}

function validationError(error: ZodError): StoreError {
  const issues = error.issues.flatMap((issue) => fieldsOf(issue)).slice(0, 20)
  const [first] = issues
  const message = first?.field
    ? `${first.field}: ${first.message}`
    : (first?.message ?? "The request is not valid.")
  return new StoreError("VALIDATION_ERROR", message, { details: { issues } })
}

/** An unknown property is a field by its own name; of alternatives, the last says what was expected. */
function fieldsOf(
  issue: z.core.$ZodIssue,
  within: readonly PropertyKey[] = [],
): { field: string; message: string }[] {
  const path = [...within, ...issue.path]
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ field: [...path, key].join("."), message: "There is no such field." }))
  }
  const alternative = issue.code === "invalid_union" ? issue.errors.at(-1) : undefined
  if (alternative && alternative.length > 0) return alternative.flatMap((inner) => fieldsOf(inner, path))
  return [{ field: path.join("."), message: issue.message }]
}

/** As pg says it of a connection that is gone: when it goes, when none comes, and to whoever still has it. */
const GONE =
  /Connection terminated|timeout exceeded when trying to connect|encountered a connection error|Client was closed/i

/** Connection failures, shutdowns and too many connections (SQLSTATE classes 08, 53 and 57P), wherever they are wrapped. */
function isDatabaseDown(error: unknown): boolean {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const code = "code" in inner ? String(inner.code) : ""
    if (/^(08|53|57P|25006)/.test(code) || /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code))
      return true
    if (GONE.test(inner.message)) return true
  }
  return false
}
