import { z } from "zod"
import { StoreError } from "../../errors"
import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { normalizeCode } from "./discount-code"
import { insertDiscountCode } from "./queries"

export const createDiscountSchema = z
  .object({
    code: z
      .string()
      .transform(normalizeCode)
      .pipe(z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,39}$/, "Use 3 to 40 letters, digits and dashes.")),
    label: z.string().trim().min(1, "Say what the code is for.").max(200),
    benefit: z.enum(["amount", "percent"]),
    /** Dollars for an amount, such as 12.50; a whole number of percent otherwise. */
    value: z.string().trim(),
    maxRedemptions: z.coerce.number().int().min(1).max(100_000).default(1),
    maxPerPerson: z
      .union([z.literal("").transform(() => null), z.coerce.number().int().min(1).max(100_000)])
      .nullable()
      .default(null),
    campaign: z
      .string()
      .trim()
      .max(80)
      .transform((text) => text || null)
      .nullable()
      .default(null),
    expiresAt: z.date().nullable().default(null),
  })
  .transform((input, context) => {
    const { benefit, value, ...rest } = input
    const problem = (message: string) => {
      context.addIssue({ code: "custom", path: ["value"], message })
      return z.NEVER
    }
    if (benefit === "percent") {
      const percentOff = Number(value)
      if (!Number.isInteger(percentOff) || percentOff < 1 || percentOff > 100) {
        return problem("A percentage is a whole number from 1 to 100.")
      }
      return { ...rest, percentOff, amountOffCents: null }
    }
    if (!/^\d{1,5}(\.\d{1,2})?$/.test(value)) return problem("Write dollars as 25 or 12.50.")
    const amountOffCents = Math.round(Number(value) * 100)
    return amountOffCents > 0
      ? { ...rest, percentOff: null, amountOffCents }
      : problem("The amount must be more than nothing.")
  })
export type CreateDiscountInput = z.output<typeof createDiscountSchema>

/**
 * Makes a code with a name of one's own, such as a conference's.
 * @throws StoreError CONFLICT when the code exists
 */
export async function createDiscount(ctx: Context, input: CreateDiscountInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const inserted = await insertDiscountCode(tx.db, {
      ...input,
      type: input.percentOff === 100 ? "devrel_comp" : "sales_credit",
      createdBy: actorName(tx.actor),
      createdAt: tx.now(),
    })
    if (!inserted) {
      throw new StoreError("CONFLICT", `The code ${input.code} exists already.`, {
        userAction: "Choose another name, or change the code that exists.",
      })
    }
    await recordAudit(tx, { action: "discount.created", subject: input.code, after: input })
  })
}
