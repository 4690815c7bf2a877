import { requireScope } from "../http/bearer"
import { countRequest } from "../http/rate-limit"
import { refuseUnusableText } from "../http/refuse-unusable-text"
import { allowWithinLimits } from "../store/access/allow-within-limits"
import type { AuthenticatedToken } from "../store/access/authenticate-token"
import { fingerprintOf } from "../store/idempotency/answer-once"
import type { Shop } from "../wiring"
import type { Operation } from "./operation"

/**
 * Runs an operation for a token: scopes, arguments, daily limits, the deed, and an answer that is what the operation
 * promised.
 * @throws StoreError FORBIDDEN for a missing scope or an exceeded limit, RATE_LIMITED for too many calls, and what the verb throws; ZodError for
 * arguments that do not fit
 */
export async function runOperation(
  shop: Shop,
  token: AuthenticatedToken,
  operation: Operation,
  args: unknown,
): Promise<Record<string, unknown>> {
  for (const scope of operation.scopes) requireScope(token.actor, scope)
  refuseUnusableText(args)
  const input = operation.input.parse(args)
  if (operation.limit) await countRequest(operation.limit, token.actor.id)
  const ctx = shop.contextFor(token.actor)
  const request = {
    tokenId: token.actor.id,
    operation: operation.name,
    fingerprint: fingerprintOf(input),
    summary: operation.summarize?.(input) ?? operation.title,
  }
  const answer = await allowWithinLimits(ctx, token.limits, request, (limited) =>
    operation.run(limited, input),
  )
  const checked = operation.output.safeParse(answer)
  // Not the caller's mistake, so it must not leave as a ZodError.
  if (!checked.success) throw new Error(`${operation.name} broke its promise: ${checked.error.message}`)
  return checked.data as Record<string, unknown>
}
