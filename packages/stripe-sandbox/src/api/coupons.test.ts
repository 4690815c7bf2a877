import { beforeEach, expect, it } from "vitest"
import { paidSession, sessionParams } from "../testing/factories"
import { refusalOf } from "../testing/refusal-of"
import { type StartedSandbox, startSandbox } from "../testing/start-sandbox"

let started: StartedSandbox

beforeEach(async () => {
  started = await startSandbox()
})

it("a coupon takes an amount or a percentage, under an id of the shop's or one of its own", async () => {
  const amount = await started.stripe.coupons.create({
    id: "SALES-1",
    amount_off: 10_000,
    currency: "usd",
    name: "Sales credit",
    metadata: { orderId: "ord_1" },
  })
  expect(await started.stripe.coupons.retrieve("SALES-1")).toEqual(amount)
  const percent = await started.stripe.coupons.create({ percent_off: 12.5 })
  expect(percent).toMatchObject({ percent_off: 12.5, amount_off: null, duration: "once", valid: true })
  expect(percent.id).toMatch(/^\w{8}$/)
})

it("a coupon is refused with both kinds of discount, with none, without its currency, or under a taken id", async () => {
  const create = (params: object) => refusalOf(started.stripe.coupons.create(params))
  expect((await create({})).message).toContain("exactly one of")
  expect((await create({ percent_off: 5, amount_off: 5, currency: "usd" })).message).toContain(
    "exactly one of",
  )
  expect(await create({ amount_off: 5 })).toMatchObject({ code: "parameter_missing", param: "currency" })
  expect(await create({ percent_off: 101 })).toMatchObject({ param: "percent_off" })
  expect(await create({ percent_off: 5, duration: "forever" })).toMatchObject({ code: "sandbox_unsupported" })
  await started.stripe.coupons.create({ id: "TAKEN", percent_off: 5 })
  expect(await create({ id: "TAKEN", percent_off: 5 })).toMatchObject({ code: "resource_already_exists" })
})

it("a coupon that has been redeemed as often as it may is refused afterwards", async () => {
  const { id } = await started.stripe.coupons.create({ percent_off: 50, max_redemptions: 1 })
  await paidSession(started, { discounts: [{ coupon: id }] })
  expect(await started.stripe.coupons.retrieve(id)).toMatchObject({ times_redeemed: 1, valid: false })
  const again = started.stripe.checkout.sessions.create(sessionParams({ discounts: [{ coupon: id }] }))
  expect(await refusalOf(again)).toMatchObject({ code: "coupon_expired", param: "discounts[0][coupon]" })
})

it("a coupon past its date, or in another currency, is refused by a session", async () => {
  const create = (coupon: string) =>
    refusalOf(started.stripe.checkout.sessions.create(sessionParams({ discounts: [{ coupon }] })))
  const past = Math.floor(started.clock.now.getTime() / 1000)
  const late = await started.stripe.coupons.create({ percent_off: 5, redeem_by: past })
  expect(await create(late.id)).toMatchObject({ code: "coupon_expired" })
  const euros = await started.stripe.coupons.create({ amount_off: 5, currency: "eur" })
  expect((await create(euros.id)).message).toContain("eur")
})

it("a coupon that does not exist is a 404", async () => {
  expect(await refusalOf(started.stripe.coupons.retrieve("NONE"))).toMatchObject({
    statusCode: 404,
    code: "resource_missing",
    param: "coupon",
  })
})
