import { z } from "zod"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { updateDiscountCode } from "./desk-queries"
import { DISCOUNT_KINDS, type DiscountCode } from "./discount-code"
import { mintDiscount } from "./generate-discount"

const MOST = 1_000

export const createBatchSchema = z.object({
  kind: z.enum(DISCOUNT_KINDS),
  count: z.coerce
    .number()
    .int()
    .min(1, "Make at least one code.")
    .max(MOST, `At most ${MOST} codes at once.`),
  campaign: z.string().trim().min(1, "Name the campaign: the codes are found by it.").max(80),
  purpose: z.string().trim().max(200).optional(),
  expiresAt: z.date().nullable().default(null),
})
export type CreateBatchInput = z.output<typeof createBatchSchema>

/** Mints single-use codes under one campaign's name, all or none. */
export async function createBatch(ctx: Context, input: CreateBatchInput): Promise<DiscountCode[]> {
  return inTransaction(ctx, async (tx) => {
    const codes: DiscountCode[] = []
    while (codes.length < input.count) {
      const { kind, purpose, campaign } = input
      codes.push(await mintDiscount(tx, { kind, campaign, purpose: purpose || campaign }))
    }
    if (input.expiresAt) {
      for (const { code } of codes) await updateDiscountCode(tx.db, code, { expiresAt: input.expiresAt })
    }
    await recordAudit(tx, {
      action: "discount.batch-created",
      subject: input.campaign,
      after: { ...input, codes: codes.length },
    })
    return codes
  })
}
