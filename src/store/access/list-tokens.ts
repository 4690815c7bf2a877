import type { Context } from "../context"
import type { Scope } from "./api-token"
import { type ApiTokenRow, listApiTokens } from "./queries"
import { requireAdmin } from "./require-admin"

export interface ApiTokenView {
  readonly id: string
  readonly name: string
  /** `swag_…` and the last four characters; the rest is nowhere. */
  readonly hint: string
  readonly scopes: readonly Scope[]
  readonly state: "active" | "expired" | "revoked"
  readonly limits: {
    readonly orders: number | null
    readonly compCents: number | null
    readonly stockUnits: number | null
  }
  readonly createdBy: string
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

/**
 * The newest 500 tokens, dead ones too, newest first.
 * @throws StoreError FORBIDDEN unless an admin asks
 */
export async function listTokens(ctx: Context): Promise<ApiTokenView[]> {
  requireAdmin(ctx.actor)
  const now = ctx.now()
  return (await listApiTokens(ctx.db, 500)).map((row) => view(row, now))
}

function view(row: ApiTokenRow, now: Date): ApiTokenView {
  return {
    id: row.id,
    name: row.name,
    hint: `swag_…${row.lastFour}`,
    scopes: row.scopes,
    state: row.revokedAt ? "revoked" : row.expiresAt && row.expiresAt <= now ? "expired" : "active",
    limits: { orders: row.ordersPerDay, compCents: row.compCentsPerDay, stockUnits: row.stockUnitsPerDay },
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
