import { StoreError } from "../../errors"
import type { Actor } from "../actor"
import type { Context } from "../context"
import { type DailyLimits, hashApiToken, isWellFormedApiToken, SCOPES } from "./api-token"
import { findApiTokenByHash, touchApiToken } from "./queries"
import { sameSecret } from "./same-secret"

/** The token of the environment: every scope, no daily limit. */
export interface ConfiguredToken {
  readonly token: string
  readonly actorEmail: string
}

export interface AuthenticatedToken {
  readonly actor: Extract<Actor, { kind: "agent" }>
  readonly limits: DailyLimits
}

const CONFIGURED_TOKEN_ID = "tok_environment"
const NO_LIMITS: DailyLimits = { orders: null, compCents: null, stockUnits: null }

const NOTE_USE_EVERY_MS = 60_000

/**
 * Who the bearer of the token is. Asked of the database each time, so a revoked token is dead at once in every
 * process. Unknown, expired, revoked and misspelt tokens fail alike.
 * @throws StoreError UNAUTHORIZED
 */
export async function authenticateToken(
  ctx: Context,
  presented: string,
  configured: ConfiguredToken | undefined,
): Promise<AuthenticatedToken> {
  if (configured && sameSecret(presented, configured.token)) {
    const actor = {
      kind: "agent",
      id: CONFIGURED_TOKEN_ID,
      email: configured.actorEmail,
      scopes: SCOPES,
    } as const
    return { actor, limits: NO_LIMITS }
  }
  if (!isWellFormedApiToken(presented)) throw invalidToken()
  const row = await findApiTokenByHash(ctx.db, hashApiToken(presented))
  const now = ctx.now()
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) throw invalidToken()
  await touchApiToken(ctx.db, row.id, now, new Date(now.getTime() - NOTE_USE_EVERY_MS))
  return {
    actor: { kind: "agent", id: row.id, email: row.createdBy, scopes: row.scopes },
    limits: { orders: row.ordersPerDay, compCents: row.compCentsPerDay, stockUnits: row.stockUnitsPerDay },
  }
}

function invalidToken(): StoreError {
  return new StoreError("UNAUTHORIZED", "This API token is not valid, has expired or was revoked.", {
    userAction:
      "Ask an admin for a token made under /admin → API Tokens and send it as `Authorization: Bearer swag_…`.",
  })
}
