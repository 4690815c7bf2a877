import { and, eq, sql } from "drizzle-orm"
import type { Database } from "../context"
import { cents } from "../money"
import type { DiscountCode } from "./discount-code"
import { discountCodes, discountUses } from "./tables"

export interface StoredDiscountCode extends DiscountCode {
  readonly timesHeld: number
  readonly expiresAt: Date | null
}

export async function findDiscountCode(db: Database, code: string): Promise<StoredDiscountCode | undefined> {
  const [row] = await db.select().from(discountCodes).where(eq(discountCodes.code, code))
  return row && { ...row, amountOffCents: row.amountOffCents === null ? null : cents(row.amountOffCents) }
}

export async function insertDiscountCode(
  db: Database,
  row: typeof discountCodes.$inferInsert,
): Promise<boolean> {
  const inserted = await db
    .insert(discountCodes)
    .values(row)
    .onConflictDoNothing()
    .returning({ code: discountCodes.code })
  return inserted.length > 0
}

/** Sets one use of the code aside for the order; false when all uses are held or redeemed. */
export async function takeDiscountUse(
  db: Database,
  code: string,
  orderId: string,
  now: Date,
): Promise<boolean> {
  const taken = await db
    .update(discountCodes)
    .set({ timesHeld: sql`${discountCodes.timesHeld} + 1` })
    .where(
      and(
        eq(discountCodes.code, code),
        sql`${discountCodes.timesRedeemed} + ${discountCodes.timesHeld} < ${discountCodes.maxRedemptions}`,
      ),
    )
    .returning({ code: discountCodes.code })
  if (taken.length === 0) return false
  await db
    .insert(discountUses)
    .values({ orderId, code, state: "held", updatedAt: now })
    .onConflictDoUpdate({ target: discountUses.orderId, set: { state: "held", updatedAt: now } })
  return true
}

export async function findDiscountUse(db: Database, orderId: string) {
  const [row] = await db.select().from(discountUses).where(eq(discountUses.orderId, orderId)).for("update")
  return row
}

/** Moves the order's use on and keeps the code's counters with it. */
export async function updateDiscountUse(
  db: Database,
  use: { orderId: string; code: string; from: "held" | "redeemed"; to: "redeemed" | "returned" },
  now: Date,
): Promise<void> {
  await db
    .update(discountCodes)
    .set({
      timesHeld: sql`${discountCodes.timesHeld} - ${use.from === "held" ? 1 : 0}`,
      timesRedeemed: sql`${discountCodes.timesRedeemed} + ${(use.to === "redeemed" ? 1 : 0) - (use.from === "redeemed" ? 1 : 0)}`,
    })
    .where(eq(discountCodes.code, use.code))
  await db
    .update(discountUses)
    .set({ state: use.to, updatedAt: now })
    .where(eq(discountUses.orderId, use.orderId))
}
