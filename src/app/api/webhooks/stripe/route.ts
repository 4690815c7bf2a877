import { readText } from "@/http/read-body"
import { route } from "@/http/route"
import { verifyStripeEvent } from "@/http/webhook"
import { faultPoint } from "@/inngest/fault-point"
import { toPaymentEvent } from "@/services/stripe-events"
import { keepPaymentEvent } from "@/store/orders/keep-payment-event"

export const POST = route("signed", async ({ request, shop }) => {
  const rawBody = await readText(request, 256 * 1024)
  const event = verifyStripeEvent(shop, rawBody, request.headers.get("stripe-signature"))
  const ctx = shop.contextFor({ kind: "system", id: "stripe-webhook" })
  await keepPaymentEvent(ctx, toPaymentEvent(event))
  faultPoint("webhook:answer")
  shop.drainInbox()
  return Response.json({ received: true })
})
