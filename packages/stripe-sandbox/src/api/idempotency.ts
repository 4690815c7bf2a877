import { createHash } from "node:crypto"
import type { Sql } from "../database"
import { ApiError } from "./api-error"

export interface Answer {
  status: number
  body: string
  requestId: string
}

const LONGEST_KEY = 255

/** Stripe's limit on the key itself. */
export function checkKey(key: string): void {
  if (key.length > 0 && key.length <= LONGEST_KEY) return
  throw new ApiError(`An idempotency key has 1 to ${LONGEST_KEY} characters.`, { type: "idempotency_error" })
}

/** What makes two requests the same: the parameters, in any order. */
export function fingerprint(parameters: URLSearchParams): string {
  const pairs = [...parameters].map(([name, value]) => JSON.stringify([name, value])).sort()
  return createHash("sha256").update(pairs.join("\n")).digest("base64")
}

/**
 * The answer that this key already got, or undefined for a new key. Holds the key for this transaction.
 * Throws 400 `idempotency_error` when the key was used for something else, and 409 while another request
 * with it is under way (docs.stripe.com/api/idempotent_requests).
 */
export async function claimKey(
  sql: Sql,
  key: string,
  path: string,
  print: string,
): Promise<Answer | undefined> {
  // A lock that dies with its transaction: a request that was killed half way blocks nobody and left nothing.
  const { rows } = await sql.query<{
    free: boolean
    path: string | null
    fingerprint: string | null
    status: number | null
    body: string | null
    request_id: string | null
  }>(
    `select lock.free, k.path, k.fingerprint, k.status, k.body, k.request_id
       from (select pg_try_advisory_xact_lock(hashtextextended('sandbox:' || $1, 0)) as free) lock
       left join sandbox.idempotency_keys k on k.key = $1`,
    [key],
  )
  const [row] = rows
  if (!row?.free) throw keyInUse(key)
  if (row.path === null || row.status === null || row.body === null || row.request_id === null)
    return undefined
  if (row.path !== path) {
    throw new ApiError(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs '${row.path}'). ` +
        `Try using a key other than '${key}' if you meant to execute a different request.`,
      { type: "idempotency_error" },
    )
  }
  if (row.fingerprint !== print) {
    throw new ApiError(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ` +
        `Try using a key other than '${key}' if you meant to execute a different request.`,
      { type: "idempotency_error" },
    )
  }
  return { status: row.status, body: row.body, requestId: row.request_id }
}

export function keyInUse(key: string): ApiError {
  return new ApiError(
    `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, ` +
      `and the other request is still going through): ${key}. Please try again later.`,
    { status: 409, type: "idempotency_error", code: "idempotency_key_in_use" },
  )
}

export async function rememberAnswer(
  sql: Sql,
  key: string,
  path: string,
  print: string,
  answer: Answer,
  now: Date,
): Promise<void> {
  await sql.query(
    `insert into sandbox.idempotency_keys (key, path, fingerprint, status, body, request_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (key) do nothing`,
    [key, path, print, answer.status, answer.body, answer.requestId, now],
  )
}

/** Stripe forgets keys after at least 24 hours. */
export async function forgetOldKeys(sql: Sql, now: Date): Promise<void> {
  await sql.query("delete from sandbox.idempotency_keys where created_at < $1", [
    new Date(now.getTime() - 24 * 60 * 60 * 1000),
  ])
}
