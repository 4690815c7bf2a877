import { createHash } from "node:crypto"
import { and, eq } from "drizzle-orm"
import { z } from "zod"
import { StoreError } from "../../errors"
import { type Context, inTransaction } from "../context"
import { idempotencyKeys } from "./tables"

export const idempotencyKeySchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .describe(
    "Any text that names this attempt, such as a UUID. Send the same one when you retry; it is done once.",
  )

export interface OnceRequest {
  /** Whose key it is and for what: keys of others never meet. */
  readonly scope: string
  readonly key: string
  /** Everything that was asked for, the key left out. */
  readonly input: unknown
}

/**
 * Does `work` once per key, in one transaction with its answer: whatever fails leaves nothing behind, and the
 * key free. A repetition gets the first answer; one that comes meanwhile waits for it.
 * @throws StoreError CONFLICT when the key was used with another input
 */
export async function answerOnce<Answer>(
  ctx: Context,
  request: OnceRequest,
  work: (tx: Context) => Promise<Answer>,
): Promise<Answer> {
  const fingerprint = fingerprintOf(request.input)
  return inTransaction(ctx, async (tx) => {
    const mine = await tx.db
      .insert(idempotencyKeys)
      .values({ scope: request.scope, key: request.key, fingerprint, createdAt: tx.now() })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key })
    const here = and(eq(idempotencyKeys.scope, request.scope), eq(idempotencyKeys.key, request.key))
    if (mine.length === 0) {
      const [earlier] = await tx.db.select().from(idempotencyKeys).where(here)
      if (earlier?.fingerprint !== fingerprint) throw reusedKey(request.key)
      return earlier.answer as Answer
    }
    const answer = await work(tx)
    await tx.db.update(idempotencyKeys).set({ answer }).where(here)
    return answer
  })
}

/** Frees a key whose answer could not be completed afterwards, so that the request may be made again. */
export async function forgetAnswer(ctx: Context, request: Pick<OnceRequest, "scope" | "key">): Promise<void> {
  await ctx.db
    .delete(idempotencyKeys)
    .where(and(eq(idempotencyKeys.scope, request.scope), eq(idempotencyKeys.key, request.key)))
}

/** SHA-256 of the value, whatever the order of its keys. */
export function fingerprintOf(value: unknown): string {
  return createHash("sha256").update(canonical(value)).digest("hex")
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null"
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    .join(",")}}`
}

function reusedKey(key: string): StoreError {
  return new StoreError("CONFLICT", `The idempotency key ${key} was used before, with another request.`, {
    userAction: "Use a new idempotency key for a new request; repeat a key only with exactly the same input.",
    details: { field: "idempotencyKey" },
  })
}
