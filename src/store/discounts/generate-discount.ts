import { randomInt } from "node:crypto"
import { z } from "zod"
import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { answerOnce, idempotencyKeySchema } from "../idempotency/answer-once"
import { DISCOUNT_KINDS, type DiscountCode, type DiscountKind } from "./discount-code"
import { findDiscountCode, insertDiscountCode } from "./queries"

const words = (max: number) => z.string().trim().max(max).optional()

export const generateDiscountSchema = z.strictObject({
  kind: z.enum(DISCOUNT_KINDS).describe("sales_credit takes $100 off; devrel_comp makes the order free."),
  recipient: words(120).describe("Who gets it; stands in the label."),
  purpose: words(200).describe("What it is for; stands in the label."),
  count: z.number().int().min(1).max(100).default(1),
  idempotencyKey: idempotencyKeySchema.optional(),
})
export type GenerateDiscountInput = z.input<typeof generateDiscountSchema>

const BENEFITS = {
  sales_credit: { prefix: "SALES", name: "Sales credit", amountOffCents: 10_000, percentOff: null },
  devrel_comp: { prefix: "DEVREL", name: "DevRel comp", amountOffCents: null, percentOff: 100 },
} as const satisfies Record<DiscountKind, unknown>

/** What one code counts for in a day's comp value; a comp's real worth is known only when it is used. */
const NOMINAL_CENTS = 10_000

/** Letters and digits that nobody mistakes for one another. */
const ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"

/**
 * Mints single-use codes. With an idempotency key, a repetition gets the same codes.
 * @throws ZodError for a wrong input; StoreError CONFLICT when the key was used for other codes, FORBIDDEN over
 * the caller's daily limit
 */
export async function generateDiscount(ctx: Context, input: GenerateDiscountInput): Promise<DiscountCode[]> {
  const { idempotencyKey, ...request } = generateDiscountSchema.parse(input)
  const work = async (tx: Context) => {
    await tx.allowance?.spend(tx, { compCents: NOMINAL_CENTS * request.count })
    const codes: DiscountCode[] = []
    while (codes.length < request.count) codes.push(await mintDiscount(tx, request))
    await recordAudit(tx, {
      action: "discount.created",
      subject: codes[0]?.code ?? "",
      // Without the recipient: a log that cannot be changed is no place for people's names.
      after: { kind: request.kind, purpose: request.purpose, codes: codes.map(({ code }) => code) },
    })
    return codes
  }
  if (idempotencyKey === undefined) return inTransaction(ctx, work)
  const scope = `generate-discount:${actorName(ctx.actor)}`
  return answerOnce(ctx, { scope, key: idempotencyKey, input: request }, work)
}

/** One new code, in the caller's transaction. It counts against no limit: that is for the caller to decide. */
export async function mintDiscount(
  tx: Context,
  request: {
    readonly kind: DiscountKind
    readonly recipient?: string | undefined
    readonly purpose?: string | undefined
    readonly campaign?: string
  },
): Promise<DiscountCode> {
  const { prefix, name, amountOffCents, percentOff } = BENEFITS[request.kind]
  const recipient = request.recipient ? ` for ${request.recipient}` : ""
  const label = [`${name}${recipient}`, request.purpose].filter(Boolean).join(" · ")
  for (;;) {
    const code = `${prefix}-${randomText(8)}`
    const inserted = await insertDiscountCode(tx.db, {
      code,
      label,
      type: request.kind,
      amountOffCents,
      percentOff,
      campaign: request.campaign ?? null,
      createdBy: actorName(tx.actor),
      createdAt: tx.now(),
    })
    const minted = inserted ? await findDiscountCode(tx.db, code) : undefined
    if (minted) {
      const { amountOffCents, maxRedemptions, timesRedeemed, active, type } = minted
      return { code, label, type, amountOffCents, percentOff, maxRedemptions, timesRedeemed, active }
    }
  }
}

function randomText(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join("")
}
