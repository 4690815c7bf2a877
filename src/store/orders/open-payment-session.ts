import { StoreError } from "../../errors"
import type { Context } from "../context"
import { cents } from "../money"
import type { CheckoutSession } from "../ports"
import { type CheckoutRow, keepSession } from "./queries"
import { releaseUnopened } from "./release-checkout"

/**
 * The page on which an open checkout is paid. The provider gives the same session for the same order, so a
 * caller that crashed half way may ask again, and the checkout may be as the caller last read it.
 * @throws StoreError CONFLICT when the checkout is over, or ends while its session is being made: that session is
 * made unpayable; what the provider throws, or SERVICE_UNAVAILABLE, when it does not answer: then nothing stays held
 */
export async function openPaymentSession(
  ctx: Context,
  checkout: CheckoutRow | undefined,
): Promise<{ readonly url: string }> {
  if (checkout?.state !== "open") throw over()
  if (checkout.sessionUrl) return { url: checkout.sessionUrl }
  const session = await createSession(ctx, checkout)
  if (await keepSession(ctx.db, checkout.orderId, session)) return { url: session.url }
  // Whoever ended the checkout could not know of this session.
  await ctx.ports.payments.expireSession(session.id)
  throw over()
}

type PayableSession = CheckoutSession & { readonly url: string }

async function createSession(ctx: Context, checkout: CheckoutRow): Promise<PayableSession> {
  const { orderId, discountCode, discountCents, expiresAt } = checkout
  try {
    const session = await ctx.ports.payments.createSession({
      orderId,
      lines: checkout.lines.map((line) => ({ ...line, name: line.productName })),
      discount: discountCode === null ? null : { code: discountCode, amountCents: cents(discountCents) },
      expiresAt,
    })
    if (session.url === null) throw new Error(`Session ${session.id} was created without a page to pay on`)
    return { ...session, url: session.url }
  } catch (error) {
    // Unless another caller got a session for it: that one can be paid.
    await releaseUnopened(ctx, orderId)
    throw error instanceof StoreError ? error : paymentsUnavailable(error)
  }
}

function over(): StoreError {
  return new StoreError("CONFLICT", "This checkout is over. Nothing was charged.", {
    userAction: "Start a new checkout; through the API, with a new idempotency key.",
  })
}

function paymentsUnavailable(cause: unknown): StoreError {
  const message = "Payments are not available right now. Nothing was held or charged."
  return new StoreError("SERVICE_UNAVAILABLE", message, { cause })
}
