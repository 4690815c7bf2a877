import Stripe from "stripe"
import { expect, it } from "vitest"
import { paidSession } from "../testing/factories"
import { refusalOf } from "../testing/refusal-of"
import { startSandbox } from "../testing/start-sandbox"

it("events can be listed by type and time, and read again as they were sent", async () => {
  const { stripe, sandbox, events, clock, ...rest } = await startSandbox()
  const session = await paidSession({ stripe, sandbox, events, clock, ...rest })
  await sandbox.deliverPending()
  const { data } = await stripe.events.list({ type: "checkout.session.completed" })
  expect(data).toHaveLength(1)
  expect(data[0]).toMatchObject({
    object: "event",
    api_version: Stripe.API_VERSION,
    livemode: false,
    data: { object: { id: session.id, payment_status: "paid", url: null } },
  })
  expect(await stripe.events.retrieve(data[0]?.id ?? "")).toEqual(
    events.find((event) => event.type === "checkout.session.completed"),
  )
  const several = await stripe.events.list({ types: ["charge.succeeded", "payment_intent.succeeded"] })
  expect(several.data.map((event) => event.type)).toEqual(["charge.succeeded", "payment_intent.succeeded"])
  const later = Math.floor(clock.now.getTime() / 1000) + 1
  expect((await stripe.events.list({ created: { gte: later } })).data).toEqual([])
  expect((await stripe.events.list({ created: { lt: later } })).data).toHaveLength(4)
})

it("an event that does not exist is a 404, and type and types exclude each other", async () => {
  const { stripe } = await startSandbox()
  expect((await refusalOf(stripe.events.retrieve("evt_none"))).statusCode).toBe(404)
  const both = stripe.events.list({ type: "charge.failed", types: ["charge.failed"] })
  expect((await refusalOf(both)).message).toContain("only specify one")
})

it("an event keeps the object as it was, whatever happens to it later", async () => {
  const started = await startSandbox()
  const { payment_intent: intent } = await paidSession(started)
  if (intent === null || typeof intent === "string") throw new Error("The intent was not expanded.")
  await started.stripe.refunds.create({ payment_intent: intent.id })
  const { data } = await started.stripe.events.list({ type: "charge.succeeded" })
  expect(data[0]?.data.object).toMatchObject({ amount_refunded: 0, refunded: false })
  const [refunded] = (await started.stripe.events.list({ type: "charge.refunded" })).data
  expect(refunded?.data.object).toMatchObject({ amount_refunded: 5200, refunded: true })
  expect(refunded?.request?.id).toMatch(/^req_/)
})
