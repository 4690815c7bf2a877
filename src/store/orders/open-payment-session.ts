import { StoreError } from "../../errors"
import type { Context } from "../context"
import { cents } from "../money"
import { findCheckout, updateCheckout } from "./queries"
import { releaseCheckout } from "./release-checkout"

/**
 * The page on which an open checkout is paid. The provider gives the same session for the same order, so a
 * caller that crashed half way may ask again.
 * @throws StoreError CONFLICT when the checkout is over; what the provider throws, or SERVICE_UNAVAILABLE, when it
 * does not answer: then nothing stays held
 */
export async function openPaymentSession(ctx: Context, orderId: string): Promise<{ readonly url: string }> {
  const checkout = await findCheckout(ctx.db, orderId)
  if (checkout?.sessionUrl) return { url: checkout.sessionUrl }
  if (checkout?.state !== "open")
    throw new StoreError("CONFLICT", "This checkout is over. Nothing was charged.")
  try {
    const session = await ctx.ports.payments.createSession({
      orderId,
      lines: checkout.lines.map((line) => ({ ...line, name: line.productName })),
      discount:
        checkout.discountCode === null
          ? null
          : { code: checkout.discountCode, amountCents: cents(checkout.discountCents) },
      expiresAt: checkout.expiresAt,
    })
    if (!session.url) throw new Error(`Session ${session.id} was created without a page to pay on`)
    await updateCheckout(ctx.db, orderId, { sessionId: session.id, sessionUrl: session.url })
    return { url: session.url }
  } catch (error) {
    await releaseCheckout(ctx, orderId)
    throw error instanceof StoreError ? error : paymentsUnavailable(error)
  }
}

function paymentsUnavailable(cause: unknown): StoreError {
  const message = "Payments are not available right now. Nothing was held or charged."
  return new StoreError("SERVICE_UNAVAILABLE", message, { cause })
}
