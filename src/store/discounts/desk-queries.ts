import { and, desc, eq, gt, ilike, inArray, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import type { Database } from "../context"
import { discountCodes, discountUses } from "./tables"

export type DiscountCodeRow = typeof discountCodes.$inferSelect

export interface DiscountFilter {
  /** Part of the code or of its label. */
  readonly search?: string | undefined
  readonly campaign?: string | undefined
  readonly state?: DiscountState | undefined
}

export const DISCOUNT_STATES = ["usable", "spent", "paused", "expired"] as const
export type DiscountState = (typeof DISCOUNT_STATES)[number]

/** What a code is now: a pause counts before an expiry, an expiry before its uses. */
export function discountState(code: DiscountCodeRow, now: Date): DiscountState {
  if (!code.active) return "paused"
  if (code.expiresAt && code.expiresAt <= now) return "expired"
  return code.timesRedeemed >= code.maxRedemptions ? "spent" : "usable"
}

/** Codes, newest first, by keyset on creation and code. */
export async function listDiscountCodes(
  db: Database,
  filter: DiscountFilter,
  page: { readonly limit: number; readonly after?: string | undefined },
  now: Date,
): Promise<DiscountCodeRow[]> {
  const place = sql`(${discountCodes.createdAt}, ${discountCodes.code})`
  const previous = sql`(select created_at, code from ${discountCodes} where code = ${page.after})`
  return db
    .select()
    .from(discountCodes)
    .where(
      and(
        filter.search ? matches(filter.search) : undefined,
        filter.campaign ? eq(discountCodes.campaign, filter.campaign) : undefined,
        filter.state ? inState(filter.state, now) : undefined,
        page.after === undefined ? undefined : sql`${place} < ${previous}`,
      ),
    )
    .orderBy(desc(discountCodes.createdAt), desc(discountCodes.code))
    .limit(page.limit)
}

function matches(search: string): SQL | undefined {
  const literal = search.replace(/[\\%_]/g, (character) => `\\${character}`)
  return or(ilike(discountCodes.code, `%${literal}%`), ilike(discountCodes.label, `%${literal}%`))
}

function inState(state: DiscountState, now: Date): SQL | undefined {
  const { active, expiresAt, timesRedeemed, maxRedemptions } = discountCodes
  const alive = and(eq(active, true), or(isNull(expiresAt), gt(expiresAt, now)))
  switch (state) {
    case "paused":
      return eq(active, false)
    case "expired":
      return and(eq(active, true), lte(expiresAt, now))
    case "spent":
      return and(alive, sql`${timesRedeemed} >= ${maxRedemptions}`)
    case "usable":
      return and(alive, sql`${timesRedeemed} < ${maxRedemptions}`)
  }
}

export interface CampaignRow {
  readonly campaign: string
  readonly codes: number
  readonly redeemed: number
  readonly uses: number
}

/** Campaigns with what became of their codes, the newest first. */
export async function listCampaigns(db: Database, limit: number): Promise<CampaignRow[]> {
  return db
    .select({
      campaign: sql<string>`${discountCodes.campaign}`,
      codes: sql<number>`count(*)::int`,
      redeemed: sql<number>`sum(${discountCodes.timesRedeemed})::int`,
      uses: sql<number>`sum(${discountCodes.maxRedemptions})::int`,
    })
    .from(discountCodes)
    .where(isNotNull(discountCodes.campaign))
    .groupBy(discountCodes.campaign)
    .orderBy(desc(sql`max(${discountCodes.createdAt})`))
    .limit(limit)
}

/** The orders that hold, have redeemed or have given back a use of the code, newest first. */
export async function listDiscountUses(db: Database, code: string, limit: number) {
  return db
    .select()
    .from(discountUses)
    .where(eq(discountUses.code, code))
    .orderBy(desc(discountUses.updatedAt))
    .limit(limit)
}

export async function listCodesByName(db: Database, codes: readonly string[]): Promise<DiscountCodeRow[]> {
  if (codes.length === 0) return []
  return db
    .select()
    .from(discountCodes)
    .where(inArray(discountCodes.code, [...codes]))
}

export async function lockDiscountCode(db: Database, code: string): Promise<DiscountCodeRow | undefined> {
  const [row] = await db.select().from(discountCodes).where(eq(discountCodes.code, code)).for("update")
  return row
}

export async function updateDiscountCode(
  db: Database,
  code: string,
  change: Partial<Pick<DiscountCodeRow, "active" | "expiresAt" | "label">>,
): Promise<void> {
  await db.update(discountCodes).set(change).where(eq(discountCodes.code, code))
}
