import Stripe from "stripe"
import { beforeEach, describe, expect, it } from "vitest"
import { sessionParams } from "../testing/factories"
import { refusalOf } from "../testing/refusal-of"
import { type StartedSandbox, startSandbox } from "../testing/start-sandbox"

let started: StartedSandbox

beforeEach(async () => {
  started = await startSandbox()
})

function request(path: string, init: RequestInit = {}): Promise<Response> {
  return started.sandbox.fetch(`https://api.stripe.com${path}`, {
    ...init,
    headers: { authorization: "Bearer sk_test_1", ...init.headers },
  })
}

describe("a request that cannot be served", () => {
  it("is a 401 without a key, and with a live one", async () => {
    const without = await started.sandbox.fetch("https://api.stripe.com/v1/events")
    expect(without.status).toBe(401)
    const live = new Stripe("sk_live_1", {
      httpClient: Stripe.createFetchHttpClient(started.sandbox.fetch),
    })
    expect(await refusalOf(live.events.list())).toMatchObject({ type: "StripeAuthenticationError" })
  })

  it("is a 404 that names the method and path, when there is no such address", async () => {
    expect(await refusalOf(started.stripe.customers.create())).toMatchObject({
      statusCode: 404,
      rawType: "invalid_request_error",
      message: expect.stringContaining("Unrecognized request URL (POST: /v1/customers)"),
    })
    expect((await request("/v1/coupons", { method: "DELETE" })).status).toBe(404)
    expect((await request("/v2/core/events")).status).toBe(404)
  })

  it("names a parameter that nobody knows, at any depth", async () => {
    const create = (params: object) => refusalOf(started.stripe.checkout.sessions.create(params))
    expect(await create({ ...sessionParams(), colour: "red" })).toMatchObject({
      statusCode: 400,
      code: "parameter_unknown",
      param: "colour",
      message: "Received unknown parameter: colour",
    })
    expect(await create({ ...sessionParams(), line_items: [{ quantity: 1, size: "M" }] })).toMatchObject({
      code: "parameter_unknown",
      param: "line_items[0][size]",
    })
  })

  it("says in words what the sandbox leaves out of Stripe", async () => {
    const refused = await refusalOf(
      started.stripe.checkout.sessions.create(sessionParams({ allow_promotion_codes: true })),
    )
    expect(refused).toMatchObject({ code: "sandbox_unsupported", param: "allow_promotion_codes" })
    expect(refused.message).toContain("Stripe test account")
  })

  it("is refused when it is too large, nested too deeply or not form-encoded", async () => {
    const post = (body: string) => request("/v1/coupons", { method: "POST", body })
    expect((await post(`name=${"x".repeat(1024 * 1024)}`)).status).toBe(413)
    expect((await post(`a${"[b]".repeat(9)}=1`)).status).toBe(400)
    expect((await post('{"percent_off": 10}')).status).toBe(400)
    expect((await post("__proto__[polluted]=1")).status).toBe(400)
    expect({}).not.toHaveProperty("polluted")
  })

  it("is a 500 in Stripe's shape when the database fails, and the failure is reported", async () => {
    const errors: unknown[] = []
    const broken = await startSandbox({ onError: (error) => errors.push(error) })
    await broken.db.exec("drop table sandbox.objects")
    expect(await refusalOf(broken.stripe.events.list())).toMatchObject({
      statusCode: 500,
      rawType: "api_error",
    })
    expect(errors).toHaveLength(1)
  })
})

it("answers every request with its id, refusals too", async () => {
  const coupon = await started.stripe.coupons.create({ percent_off: 10 })
  expect(coupon.lastResponse.requestId).toMatch(/^req_\w{14}$/)
  const refused = await refusalOf(started.stripe.coupons.retrieve("none"))
  expect(refused.requestId).toMatch(/^req_\w{14}$/)
})

describe("an idempotency key", () => {
  it("gets the first answer again, without doing the work again", async () => {
    const create = () =>
      request("/v1/coupons", {
        method: "POST",
        body: new URLSearchParams({ percent_off: "10" }),
        headers: { "idempotency-key": "same" },
      })
    const [first, second] = [await create(), await create()]
    expect(await second.text()).toBe(await first.text())
    expect(first.headers.get("idempotent-replayed")).toBeNull()
    expect(second.headers.get("idempotent-replayed")).toBe("true")
    expect(second.headers.get("original-request")).toBe(first.headers.get("request-id"))
    expect((await started.stripe.coupons.list()).data).toHaveLength(1)
  })

  it("gets the first refusal again as well, even when the reason for it is gone", async () => {
    const params = sessionParams({ discounts: [{ coupon: "LATER" }] })
    const create = () => started.stripe.checkout.sessions.create(params, { idempotencyKey: "refused" })
    const first = await refusalOf(create())
    expect(first).toMatchObject({ code: "resource_missing" })
    await started.stripe.coupons.create({ id: "LATER", percent_off: 5 })
    expect((await refusalOf(create())).message).toBe(first.message)
  })

  it("is free again when the parameters did not pass their checks", async () => {
    const create = (percent: number) =>
      started.stripe.coupons.create({ percent_off: percent }, { idempotencyKey: "checked" })
    expect((await refusalOf(create(101))).statusCode).toBe(400)
    expect((await create(10)).percent_off).toBe(10)
  })

  it("is refused with other parameters, and at another address", async () => {
    const options = { idempotencyKey: "reused" }
    await started.stripe.coupons.create({ percent_off: 10 }, options)
    const others = await refusalOf(started.stripe.coupons.create({ percent_off: 20 }, options))
    expect(others).toMatchObject({ statusCode: 400, rawType: "idempotency_error" })
    const elsewhere = await refusalOf(started.stripe.checkout.sessions.create(sessionParams(), options))
    expect(elsewhere).toMatchObject({ statusCode: 400, rawType: "idempotency_error" })
    expect(elsewhere.message).toContain("same endpoint")
  })

  it("is a 409 while another request with it is under way", async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, () =>
        started.stripe.coupons.create({ percent_off: 10 }, { idempotencyKey: "at-once" }),
      ),
    )
    expect(attempts.filter((attempt) => attempt.status === "fulfilled")).toHaveLength(1)
    const refused = attempts.find((attempt) => attempt.status === "rejected")
    expect(refused?.reason).toMatchObject({ statusCode: 409, code: "idempotency_key_in_use" })
  })

  it("is forgotten after a day", async () => {
    const own = await startSandbox()
    const create = () => own.stripe.coupons.create({ percent_off: 10 }, { idempotencyKey: "daily" })
    const first = await create()
    own.clock.advance(25 * 60 * 60 * 1000)
    own.sandbox.start()
    await own.sandbox.stop()
    expect((await create()).id).not.toBe(first.id)
  })

  it("has at most 255 characters", async () => {
    const refused = await refusalOf(
      started.stripe.coupons.create({ percent_off: 10 }, { idempotencyKey: "k".repeat(256) }),
    )
    expect(refused).toMatchObject({ statusCode: 400, rawType: "idempotency_error" })
  })
})
