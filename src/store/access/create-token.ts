import { z } from "zod"
import type { Context } from "../context"
import { newId } from "../identifiers"
import { DEFAULT_DAILY_LIMITS, hashApiToken, newApiToken, SCOPES } from "./api-token"
import { insertApiToken } from "./queries"
import { requireAdmin } from "./require-admin"

const limit = (standard: number | null) =>
  z.number().int().min(0).max(2_000_000_000).nullable().default(standard)

export const createTokenSchema = z.strictObject({
  name: z.string().trim().min(1, "Give the token a name, such as the agent that will use it.").max(80),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1, "Choose at least one scope.")
    .transform((scopes) => [...new Set(scopes)]),
  /** Null never expires. */
  expiresInDays: z.number().int().min(1).max(730).nullable().default(90),
  ordersPerDay: limit(DEFAULT_DAILY_LIMITS.orders),
  compCentsPerDay: limit(DEFAULT_DAILY_LIMITS.compCents),
  stockUnitsPerDay: limit(DEFAULT_DAILY_LIMITS.stockUnits),
})
export type CreateTokenInput = z.input<typeof createTokenSchema>

/**
 * Makes an API token. `token` is the secret: it is in this answer and nowhere else.
 * @throws StoreError FORBIDDEN unless an admin asks; ZodError for a wrong input
 */
export async function createToken(
  ctx: Context,
  input: CreateTokenInput,
): Promise<{ readonly id: string; readonly token: string; readonly expiresAt: Date | null }> {
  const admin = requireAdmin(ctx.actor)
  const { expiresInDays, ...columns } = createTokenSchema.parse(input)
  const id = newId("token")
  const token = newApiToken()
  const expiresAt = expiresInDays === null ? null : new Date(ctx.now().getTime() + expiresInDays * 86_400_000)
  await insertApiToken(ctx.db, {
    ...columns,
    id,
    hash: hashApiToken(token),
    lastFour: token.slice(-4),
    createdBy: admin.email,
    createdAt: ctx.now(),
    expiresAt,
  })
  return { id, token, expiresAt }
}
