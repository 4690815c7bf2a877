import { readText } from "@/http/read-body"
import { route } from "@/http/route"
import { verifyStripeEvent } from "@/http/webhook"
import { faultPoint } from "@/inngest/fault-point"
import { toPaymentEvent } from "@/services/stripe-events"

export const POST = route("signed", async ({ request, shop }) => {
  const rawBody = await readText(request, 256 * 1024)
  const event = verifyStripeEvent(shop, rawBody, request.headers.get("stripe-signature"))
  await shop.inbox.keep(toPaymentEvent(event))
  faultPoint("webhook:answer")
  shop.drainInbox()
  return Response.json({ received: true })
})
