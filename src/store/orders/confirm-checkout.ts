import { StoreError } from "../../errors"
import type { Context } from "../context"
import { settleCheckout } from "./settle-checkout"

/**
 * The buyer is back from the provider. Asks the provider for the session, which must name this very order and
 * be paid (or on its way through a bank); places the order if the webhook has not done so yet.
 * @throws StoreError NOT_FOUND for any session that does not prove it; all such failures read the same
 */
export async function confirmCheckout(
  ctx: Context,
  input: { readonly orderId: string; readonly sessionId: string },
): Promise<{ readonly state: "paid" | "confirming" }> {
  const unproven = () =>
    new StoreError("NOT_FOUND", "This confirmation link does not belong to a paid order.", {
      userAction: "Open the link from your confirmation mail, or complete the payment first.",
    })
  if (!/^cs_[A-Za-z0-9_]{1,200}$/.test(input.sessionId)) throw unproven()
  const session = await ctx.ports.payments.getSession(input.sessionId).catch((error: unknown) => {
    throw error instanceof StoreError && error.type === "NOT_FOUND" ? unproven() : error
  })
  if (session.orderId !== input.orderId || session.appOrigin !== ctx.ports.config.appOrigin) throw unproven()
  if (session.status !== "complete") throw unproven()
  const outcome = await settleCheckout(ctx, session)
  if (outcome === "stray" || outcome === "released") throw unproven()
  return { state: session.paid ? "paid" : "confirming" }
}
