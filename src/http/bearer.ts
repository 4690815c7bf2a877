import { StoreError } from "../errors"
import type { Scope } from "../store/access/api-token"
import { type AuthenticatedToken, authenticateToken } from "../store/access/authenticate-token"
import type { Actor } from "../store/actor"
import type { Shop } from "../wiring"
import { addressOf } from "./peer-address"
import { checkRequests, countRequest, RATE_LIMITS } from "./rate-limit"

/**
 * Who sent the request, by its API token.
 * @throws StoreError UNAUTHORIZED without a valid token, RATE_LIMITED after too many requests of a token or too
 * many refusals of an address
 */
export async function requireBearer(request: Request, shop: Shop): Promise<AuthenticatedToken> {
  const address = addressOf(request) ?? "nowhere"
  await checkRequests(RATE_LIMITS.refusedToken, address)
  const [, presented] = request.headers.get("authorization")?.match(/^Bearer +(\S+)$/i) ?? []
  if (!presented) throw new StoreError("UNAUTHORIZED", "This needs an API token.")
  const { SWAG_STORE_API_TOKEN: token, SWAG_STORE_API_ACTOR_EMAIL: email } = shop.config
  const configured = token ? { token, actorEmail: email ?? "api-token@environment" } : undefined
  const ctx = shop.contextFor({ kind: "system", id: "bearer" })
  try {
    const authenticated = await authenticateToken(ctx, presented, configured)
    await countRequest(RATE_LIMITS.token, authenticated.actor.id)
    return authenticated
  } catch (error) {
    if (error instanceof StoreError && error.type === "UNAUTHORIZED") {
      await countRequest(RATE_LIMITS.refusedToken, address)
    }
    throw error
  }
}

/** @throws StoreError FORBIDDEN naming the scope that is missing */
export function requireScope(actor: Extract<Actor, { kind: "agent" }>, scope: Scope): void {
  if (actor.scopes.includes(scope)) return
  throw new StoreError("FORBIDDEN", `This needs the scope ${scope}, which this token does not have.`, {
    userAction: `Ask an admin for a token with the scope ${scope}.`,
    details: { requiredScope: scope },
  })
}
