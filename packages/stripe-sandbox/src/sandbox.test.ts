import { expect, test } from "vitest"
import { open, sessionParams, submit } from "./testing/factories"
import { startSandbox } from "./testing/start-sandbox"

test("a session is created, opened, paid with 4242, told to the shop by signed webhooks, and refunded", async () => {
  const started = await startSandbox()
  const { stripe, sandbox, events } = started
  const coupon = await stripe.coupons.create({ amount_off: 1000, currency: "usd", duration: "once" })
  const session = await stripe.checkout.sessions.create(
    sessionParams({ discounts: [{ coupon: coupon.id }] }),
    { idempotencyKey: "order-1" },
  )
  expect(session).toMatchObject({
    status: "open",
    payment_status: "unpaid",
    amount_subtotal: 5200,
    amount_total: 4200,
  })

  const page = await open(started, session.id)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain("$42.00")

  const paid = await submit(started, session.id)
  expect(paid.status).toBe(303)
  expect(paid.headers.get("location")).toBe(
    `http://shop.test/orders/confirmation?ord=ord_1&session_id=${session.id}`,
  )
  expect(await sandbox.deliverPending()).toBe(4)
  expect(events.map((event) => event.type)).toContain("checkout.session.completed")

  const after = await stripe.checkout.sessions.retrieve(session.id, {
    expand: ["line_items.data.price.product", "payment_intent.latest_charge", "total_details.breakdown"],
  })
  const intent = after.payment_intent
  if (intent === null || typeof intent === "string") throw new Error("not expanded")
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 1200 })
  expect(refund).toMatchObject({ status: "succeeded", amount: 1200 })
  expect(started.errors).toEqual([])
})
