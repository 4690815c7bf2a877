import { z } from "zod"
import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { lockDiscountCode, updateDiscountCode } from "./desk-queries"

export const changeDiscountSchema = z.object({
  code: z.string().min(1).max(64),
  active: z.boolean().optional(),
  expiresAt: z.date().nullable().optional(),
  /** The code as the person saw it, where that matters. */
  seen: z.object({ active: z.boolean().optional(), expiresAt: z.date().nullable().optional() }).optional(),
})
export type ChangeDiscountInput = z.output<typeof changeDiscountSchema>

/**
 * Pauses a code, lets it go on, or sets when it ends. Checkouts that hold it already keep it.
 * @throws StoreError NOT_FOUND; CONFLICT when someone has changed it since it was seen
 */
export async function changeDiscount(ctx: Context, input: ChangeDiscountInput): Promise<void> {
  const { code, seen, ...change } = input
  await inTransaction(ctx, async (tx) => {
    const before = await lockDiscountCode(tx.db, code)
    if (!before) throw new StoreError("NOT_FOUND", `There is no code ${code}.`)
    if (seen) requireSeen(before, seen)
    await updateDiscountCode(tx.db, code, change)
    await recordAudit(tx, {
      action: "discount.changed",
      subject: code,
      before: { active: before.active, expiresAt: before.expiresAt },
      after: change,
    })
  })
}

function requireSeen(
  now: { readonly active: boolean; readonly expiresAt: Date | null },
  seen: NonNullable<ChangeDiscountInput["seen"]>,
): void {
  const same =
    (seen.active ?? now.active) === now.active &&
    (seen.expiresAt === undefined || seen.expiresAt?.getTime() === now.expiresAt?.getTime())
  if (same) return
  throw new StoreError("CONFLICT", "Someone else has changed this code since you opened it.", {
    userAction: "Nothing was changed. Look at the code as it is now, and decide again.",
  })
}
