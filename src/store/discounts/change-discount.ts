import { z } from "zod"
import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { lockDiscountCode, updateDiscountCode } from "./desk-queries"

export const changeDiscountSchema = z.object({
  code: z.string().min(1).max(64),
  active: z.boolean().optional(),
  expiresAt: z.date().nullable().optional(),
})
export type ChangeDiscountInput = z.output<typeof changeDiscountSchema>

/**
 * Pauses a code, lets it go on, or sets when it ends. Checkouts that hold it already keep it.
 * @throws StoreError NOT_FOUND
 */
export async function changeDiscount(ctx: Context, input: ChangeDiscountInput): Promise<void> {
  const { code, ...change } = input
  await inTransaction(ctx, async (tx) => {
    const before = await lockDiscountCode(tx.db, code)
    if (!before) throw new StoreError("NOT_FOUND", `There is no code ${code}.`)
    await updateDiscountCode(tx.db, code, change)
    await recordAudit(tx, {
      action: "discount.changed",
      subject: code,
      before: { active: before.active, expiresAt: before.expiresAt },
      after: change,
    })
  })
}
