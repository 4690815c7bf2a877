import type Stripe from "stripe"
import { beforeEach, describe, expect, it } from "vitest"
import { buyerForm, paidSession, sessionParams, submit } from "../testing/factories"
import { refusalOf } from "../testing/refusal-of"
import { type StartedSandbox, startSandbox } from "../testing/start-sandbox"

let started: StartedSandbox
let stripe: Stripe

beforeEach(async () => {
  started = await startSandbox()
  stripe = started.stripe
})

async function paidCharge(): Promise<{ charge: Stripe.Charge; intentId: string }> {
  const { payment_intent: intent } = await paidSession(started)
  if (intent === null || typeof intent === "string") throw new Error("The intent was not expanded.")
  const charge = intent.latest_charge
  if (charge === null || typeof charge === "string") throw new Error("The charge was not expanded.")
  return { charge, intentId: intent.id }
}

describe("a refund", () => {
  it("gives back everything that is left, and the charge and the webhooks say so", async () => {
    const { charge, intentId } = await paidCharge()
    await started.sandbox.deliverPending()
    started.events.length = 0
    const refund = await stripe.refunds.create({ payment_intent: intentId, metadata: { orderId: "ord_1" } })
    expect(refund).toMatchObject({
      amount: 5200,
      status: "succeeded",
      charge: charge.id,
      payment_intent: intentId,
    })
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ refunded: true, amount_refunded: 5200 })
    await started.sandbox.deliverPending()
    expect(started.events.map((event) => event.type)).toEqual(["charge.refunded", "refund.created"])
    expect(started.events[0]?.data.previous_attributes).toEqual({ amount_refunded: 0, refunded: false })
  })

  it("may be a part, until nothing is left", async () => {
    const { charge } = await paidCharge()
    await stripe.refunds.create({ charge: charge.id, amount: 2000 })
    expect(await stripe.charges.retrieve(charge.id)).toMatchObject({ refunded: false, amount_refunded: 2000 })
    expect(await refusalOf(stripe.refunds.create({ charge: charge.id, amount: 3201 }))).toMatchObject({
      param: "amount",
      message: "Refund amount ($32.01) is greater than unrefunded amount on charge ($32.00)",
    })
    await stripe.refunds.create({ charge: charge.id })
    expect(await refusalOf(stripe.refunds.create({ charge: charge.id }))).toMatchObject({
      code: "charge_already_refunded",
    })
    const { data } = await stripe.refunds.list({ charge: charge.id })
    expect(data.map((refund) => refund.amount)).toEqual([3200, 2000])
    const expanded = await stripe.charges.retrieve(charge.id, { expand: ["refunds"] })
    expect(expanded.refunds?.data).toHaveLength(2)
  })

  it("is never more than the charge", async () => {
    const { charge } = await paidCharge()
    expect(await refusalOf(stripe.refunds.create({ charge: charge.id, amount: 5201 }))).toMatchObject({
      message: "Refund amount ($52.01) is greater than charge amount ($52.00)",
    })
  })

  it("is the same refund for the same key", async () => {
    const { charge, intentId } = await paidCharge()
    const create = () =>
      stripe.refunds.create(
        { payment_intent: intentId, amount: 5200 },
        { idempotencyKey: `refund:${intentId}` },
      )
    expect((await create()).id).toBe((await create()).id)
    expect((await stripe.refunds.list({ charge: charge.id })).data).toHaveLength(1)
  })

  it("needs a charge, one that exists, and one that was paid", async () => {
    expect((await refusalOf(stripe.refunds.create({}))).message).toContain("payment_intent or charge")
    expect(await refusalOf(stripe.refunds.create({ charge: "ch_none" }))).toMatchObject({
      code: "resource_missing",
    })
    expect(await refusalOf(stripe.refunds.create({ payment_intent: "pi_none" }))).toMatchObject({
      code: "resource_missing",
      param: "payment_intent",
    })
    const { id } = await stripe.checkout.sessions.create(sessionParams())
    await submit(started, id, buyerForm({ cardNumber: "4000000000000002" }))
    const { payment_intent: declined } = await stripe.checkout.sessions.retrieve(id)
    const refused = await refusalOf(stripe.refunds.create({ payment_intent: String(declined) }))
    expect(refused.message).toContain("does not have a successful charge to refund")
  })

  it("is refused once the buyer's bank has taken the money back", async () => {
    const { charge } = await paidCharge()
    const dispute = await started.sandbox.raiseDispute(charge.id)
    expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({
      charge: charge.id,
      status: "needs_response",
    })
    expect(await refusalOf(stripe.refunds.create({ charge: charge.id }))).toMatchObject({
      code: "charge_disputed",
    })
    await expect(started.sandbox.raiseDispute(charge.id)).rejects.toThrow("disputed already")
    await started.sandbox.deliverPending()
    expect(started.events.map((event) => event.type)).toContain("charge.dispute.created")
  })

  it("can be read again, and one that does not exist is a 404", async () => {
    const { intentId } = await paidCharge()
    const refund = await stripe.refunds.create({ payment_intent: intentId, amount: 100 })
    expect(await stripe.refunds.retrieve(refund.id)).toEqual(refund)
    expect(await stripe.refunds.list({ payment_intent: intentId })).toMatchObject({
      data: [{ id: refund.id }],
    })
    expect((await refusalOf(stripe.refunds.retrieve("re_none"))).statusCode).toBe(404)
  })
})
