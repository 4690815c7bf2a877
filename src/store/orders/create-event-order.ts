import { actorName } from "../actor"
import { type Context, inTransaction } from "../context"
import type { DiscountCode } from "../discounts/discount-code"
import { mintDiscount } from "../discounts/generate-discount"
import { answerOnce } from "../idempotency/answer-once"
import { describeEvent, priceEventOrder } from "./event-order"
import type { EventOrderInput } from "./order-request"
import { type AcceptedOrder, acceptQuote, finishOrder, type OrderResult } from "./submit-order"

export interface EventOrder {
  readonly discountCode: DiscountCode
  readonly order: OrderResult
}

/**
 * Orders for an event, free of charge: the code is minted, held and spent with the order in one transaction, so a
 * failure, whichever step it was, leaves no live code behind.
 * @throws StoreError as submitOrder does
 */
export async function createEventOrder(ctx: Context, input: EventOrderInput): Promise<EventOrder> {
  const { idempotencyKey, ...request } = input
  const work = (tx: Context) => accept(tx, request)
  const { discountCode, accepted } =
    idempotencyKey === undefined
      ? await inTransaction(ctx, work)
      : await answerOnce(
          ctx,
          { scope: `create-event-order:${actorName(ctx.actor)}`, key: idempotencyKey, input: request },
          work,
        )
  return { discountCode, order: await finishOrder(ctx, accepted) }
}

async function accept(
  tx: Context,
  input: EventOrderInput,
): Promise<{ discountCode: DiscountCode; accepted: AcceptedOrder }> {
  const discountCode = await mintDiscount(tx, {
    kind: "devrel_comp",
    recipient: input.recipient,
    purpose: describeEvent(input),
    campaign: input.eventName,
  })
  const quote = await priceEventOrder(tx, input, discountCode)
  await tx.allowance?.spend(tx, { compCents: quote.discount.amountCents })
  return { discountCode, accepted: await acceptQuote(tx, quote, input) }
}
