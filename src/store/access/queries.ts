import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm"
import type { Database } from "../context"
import type { DailyLimits } from "./api-token"
import { type ApprovalState, apiTokenSpending, apiTokens, approvals } from "./tables"

export type ApiTokenRow = typeof apiTokens.$inferSelect
export type ApprovalRow = typeof approvals.$inferSelect

export async function insertApiToken(db: Database, row: typeof apiTokens.$inferInsert): Promise<void> {
  await db.insert(apiTokens).values(row)
}

export async function findApiToken(db: Database, id: string): Promise<ApiTokenRow | undefined> {
  const [row] = await db.select().from(apiTokens).where(eq(apiTokens.id, id))
  return row
}

export async function findApiTokenByHash(db: Database, hash: string): Promise<ApiTokenRow | undefined> {
  const [row] = await db.select().from(apiTokens).where(eq(apiTokens.hash, hash))
  return row
}

export async function listApiTokens(db: Database, limit: number): Promise<ApiTokenRow[]> {
  return db.select().from(apiTokens).orderBy(desc(apiTokens.createdAt), desc(apiTokens.id)).limit(limit)
}

/** Notes the use unless one was noted since `unlessAfter`, so that a busy token does not write on every call. */
export async function touchApiToken(db: Database, id: string, now: Date, unlessAfter: Date): Promise<void> {
  await db
    .update(apiTokens)
    .set({ lastUsedAt: now })
    .where(and(eq(apiTokens.id, id), or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, unlessAfter))))
}

export async function revokeApiToken(db: Database, id: string, by: string, now: Date): Promise<void> {
  await db
    .update(apiTokens)
    .set({ revokedAt: now, revokedBy: by })
    .where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt)))
}

export interface Spending {
  readonly orders: number
  readonly compCents: number
  readonly stockUnits: number
}

/** Adds to the day's spending unless that would go over a limit; false when it would. */
export async function addSpending(
  db: Database,
  tokenId: string,
  day: string,
  amount: Spending,
  limits: DailyLimits,
): Promise<boolean> {
  await db.insert(apiTokenSpending).values({ tokenId, day }).onConflictDoNothing()
  const { orders, compCents, stockUnits } = apiTokenSpending
  const updated = await db
    .update(apiTokenSpending)
    .set({
      orders: sql`${orders} + ${amount.orders}`,
      compCents: sql`${compCents} + ${amount.compCents}`,
      stockUnits: sql`${stockUnits} + ${amount.stockUnits}`,
    })
    .where(
      and(
        eq(apiTokenSpending.tokenId, tokenId),
        eq(apiTokenSpending.day, day),
        within(orders, amount.orders, limits.orders),
        within(compCents, amount.compCents, limits.compCents),
        within(stockUnits, amount.stockUnits, limits.stockUnits),
      ),
    )
    .returning({ tokenId: apiTokenSpending.tokenId })
  return updated.length > 0
}

function within(column: unknown, amount: number, limit: number | null) {
  return limit === null || amount === 0 ? undefined : sql`${column} + ${amount} <= ${limit}`
}

export async function findSpending(db: Database, tokenId: string, day: string): Promise<Spending> {
  const [row] = await db
    .select()
    .from(apiTokenSpending)
    .where(and(eq(apiTokenSpending.tokenId, tokenId), eq(apiTokenSpending.day, day)))
  return row ?? { orders: 0, compCents: 0, stockUnits: 0 }
}

/** Asks for an approval; a request that is waiting or approved already stays as it is. */
export async function insertApproval(db: Database, row: typeof approvals.$inferInsert): Promise<void> {
  await db.insert(approvals).values(row).onConflictDoNothing()
}

export async function findPendingApproval(
  db: Database,
  request: { tokenId: string; operation: string; fingerprint: string },
): Promise<ApprovalRow | undefined> {
  const [row] = await db
    .select()
    .from(approvals)
    .where(
      and(
        eq(approvals.tokenId, request.tokenId),
        eq(approvals.operation, request.operation),
        eq(approvals.fingerprint, request.fingerprint),
        sql`${approvals.state} in ('waiting', 'approved')`,
      ),
    )
  return row
}

/** Moves an approval on; undefined when it is not in the state that it must come from. */
export async function updateApproval(
  db: Database,
  id: string,
  from: ApprovalState,
  change: { state: ApprovalState; decidedBy?: string; decidedAt?: Date },
): Promise<ApprovalRow | undefined> {
  const [row] = await db
    .update(approvals)
    .set(change)
    .where(and(eq(approvals.id, id), eq(approvals.state, from)))
    .returning()
  return row
}

export async function findApproval(db: Database, id: string): Promise<ApprovalRow | undefined> {
  const [row] = await db.select().from(approvals).where(eq(approvals.id, id))
  return row
}

export async function listRecentApprovals(db: Database, limit: number): Promise<ApprovalRow[]> {
  return db.select().from(approvals).orderBy(desc(approvals.requestedAt), desc(approvals.id)).limit(limit)
}
