import { randomUUID } from "node:crypto"
import { afterEach, describe, expect, it } from "vitest"
import { POST as postCorrection } from "../../src/app/orders/correct-address/route"
import { StoreError } from "../../src/errors"
import { unlockCookie } from "../../src/http/order-cookie"
import type { Context } from "../../src/store/context"
import { awaitRefund } from "../../src/store/orders/await-refund"
import { correctAddress } from "../../src/store/orders/correct-address"
import { getAdminOrder } from "../../src/store/orders/get-admin-order"
import { getOrderView } from "../../src/store/orders/get-order-view"
import { listOrders } from "../../src/store/orders/list-orders"
import { requestOrderStatus } from "../../src/store/orders/request-order-status"
import { requestRefund } from "../../src/store/orders/request-refund"
import { requestResume } from "../../src/store/orders/request-resume"
import { resendLetter } from "../../src/store/orders/resend-letter"
import { substituteVariant } from "../../src/store/orders/substitute-variant"
import type { Ports } from "../../src/store/ports"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { payFor, STICKERS } from "../support/order-journey"
import { GROUNDS, type Ground, ORIGIN, type RunningShop, runShop } from "../support/running-shop"
import { until } from "../support/until"

let running: RunningShop
let desk: Context
afterEach(() => running.close())

async function openWithOrder(on: Ground, wrapPorts?: (ports: Ports) => Ports): Promise<string> {
  running = await runShop(on, wrapPorts ? { wrapPorts } : {})
  desk = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
  const { orderId } = await payFor()
  await running.settle()
  return orderId
}

async function expectSound(): Promise<void> {
  const verdicts = await verifyInvariants(desk, new Date(Date.now() + 1_000))
  expect(verdicts.filter(({ violations }) => violations > 0)).toEqual([])
}

async function move(orderId: string, ...statuses: ("fulfilled" | "shipped" | "cancelled")[]): Promise<void> {
  for (const status of statuses) {
    await requestOrderStatus(desk, { orderId, status })
    await running.settle()
  }
}

const MONEY = `select
  (select coalesce(sum(amount_cents), 0)::int from refunds where refunded_at is not null) as refunded,
  (select (object ->> 'amount_refunded')::int from sandbox.objects where kind = 'charge') as at_provider,
  (select count(*)::int from mails where idempotency_key like 'refund:%') as letters,
  (select stock from variants where id = 'var_sticker-pack-one') as stock`

const part = (orderId: string, amountCents: number, returnedCents = 0, key = randomUUID()) =>
  requestRefund(desk, { orderId, amountCents, returnedCents, reason: "damaged", key })

describe.each(GROUNDS)("money that goes back while an order lives on (%s)", (on) => {
  it("goes back once however often the form is sent, and the rest when the order is cancelled", async () => {
    const orderId = await openWithOrder(on)
    const key = randomUUID()
    const [first, second] = await Promise.all([part(orderId, 300, 0, key), part(orderId, 300, 0, key)])
    expect(second).toEqual(first)
    await running.settle()
    expect(await awaitRefund(desk, { orderId, ...first }, 0)).toBe(true)
    expect(await running.look(MONEY)).toEqual({ refunded: 300, at_provider: 300, letters: 1, stock: 119 })
    await expectSound()
    const view = await getOrderView(desk, orderId, true)
    expect(view).toMatchObject({ status: "pending", refundedCents: 300 })
    expect(view.timeline.map(({ text }) => text)).toContain("Part of the payment refunded")

    await move(orderId, "cancelled")
    expect(await running.look(MONEY)).toEqual({ refunded: 800, at_provider: 800, letters: 1, stock: 120 })
    await expectSound()
  })

  it("is refused beyond what was paid, after someone else's refund, and as a cancellation in disguise", async () => {
    const orderId = await openWithOrder(on)
    await expect(part(orderId, 801)).rejects.toMatchObject({ type: "CONFLICT" })
    await expect(part(orderId, 800)).rejects.toMatchObject({ userAction: expect.stringContaining("Cancel") })
    const both = await Promise.allSettled([part(orderId, 100), part(orderId, 100)])
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    await running.settle()
    await expect(part(orderId, 100)).rejects.toMatchObject({
      message: "Someone has refunded this order since you opened it.",
    })
    await move(orderId, "cancelled")
    await expect(part(orderId, 1, 800)).rejects.toMatchObject({ type: "CONFLICT" })
    expect(await running.look(MONEY)).toMatchObject({ refunded: 800, at_provider: 800 })
  })

  it("may be all of it once the order has shipped, as when the parcel is lost", async () => {
    const orderId = await openWithOrder(on)
    await move(orderId, "fulfilled", "shipped")
    await part(orderId, 800)
    await running.settle()
    expect(await running.look(MONEY)).toEqual({ refunded: 800, at_provider: 800, letters: 1, stock: 119 })
    await expectSound()
  })

  it("arrives although the provider and the mailer fail after they have done it", async () => {
    let left = 2
    const failAfter = async <Answer>(answer: Promise<Answer>): Promise<Answer> => {
      const done = await answer
      if (left-- > 0) throw new StoreError("SERVICE_UNAVAILABLE", "Not now.")
      return done
    }
    const orderId = await openWithOrder(on, (ports) => ({
      ...ports,
      payments: { ...ports.payments, refund: (request) => failAfter(ports.payments.refund(request)) },
    }))
    await part(orderId, 300)
    await running.settle()
    expect(await running.look(MONEY)).toEqual({ refunded: 300, at_provider: 300, letters: 1, stock: 119 })
    await expectSound()
  })
})

const ELSEWHERE = {
  name: "Grace Hopper",
  line1: "2 Navy Yard",
  line2: "",
  city: "Arlington",
  state: "VA",
  postalCode: "22202",
}

function correct(orderId: string, fields: Record<string, string>, cookie = true): Promise<Response> {
  const { vault, config } = running.shop
  const [unlocking = ""] = unlockCookie(vault, config.appOrigin, orderId).split(";")
  const request = new Request(`${ORIGIN}/orders/correct-address`, {
    method: "POST",
    headers: {
      origin: ORIGIN,
      "content-type": "application/x-www-form-urlencoded",
      ...(cookie ? { cookie: unlocking } : {}),
    },
    body: new URLSearchParams({ orderId, ...fields }),
  })
  return postCorrection(request, { params: Promise.resolve({}) })
}

describe("an address that is corrected", () => {
  it("reaches the order, the sheet and the search, and the buyer is told", async () => {
    const orderId = await openWithOrder("pglite")
    const before = await getAdminOrder(desk, { orderId, revealBuyer: true })
    expect((await correct(orderId, ELSEWHERE)).status).toBe(303)
    await running.settle()
    const after = await getAdminOrder(desk, { orderId, revealBuyer: true })
    expect(after.customer).toEqual({
      ...before.customer,
      shipping: { ...ELSEWHERE, country: before.customer?.shipping.country },
    })
    expect(await running.look("select writes from sheet_rows")).toEqual({ writes: 2 })
    expect(
      await running.look(
        "select count(*)::int as letters from mails where idempotency_key like 'correction:%'",
      ),
    ).toEqual({ letters: 1 })
    const found = await listOrders(desk, {
      queue: "all",
      search: "grace hopper",
      limit: 5,
      revealBuyers: true,
    })
    expect(found.orders.map((order) => order.orderId)).toEqual([orderId])
    await expectSound()
  })

  it("is refused to a stranger, without a street, and to the buyer once the order is packed", async () => {
    const orderId = await openWithOrder("pglite")
    expect((await correct(orderId, ELSEWHERE, false)).status).toBe(403)
    expect((await correct(orderId, { ...ELSEWHERE, line1: " " })).status).toBe(400)
    await move(orderId, "fulfilled")
    expect((await correct(orderId, ELSEWHERE)).status).toBe(303)
    const packed = await getAdminOrder(desk, { orderId, revealBuyer: true })
    expect(packed.customer?.shipping.city).not.toBe("Arlington")
    expect(await correctAddress(desk, { orderId, ...ELSEWHERE })).toEqual({ changed: true })
    expect(await correctAddress(desk, { orderId, ...ELSEWHERE })).toEqual({ changed: false })
    await move(orderId, "shipped")
    await expect(correctAddress(desk, { orderId, ...ELSEWHERE, city: "Boston" })).rejects.toMatchObject({
      type: "CONFLICT",
    })
  })
})

describe("an order whose run is gone", () => {
  it("is taken up where it stands, and nothing is done twice", async () => {
    // Someone cancels the run in the middle of its third stage, as on the engine's own pages.
    let gone = false
    const cancelRuns = async () => {
      if (gone) return
      gone = true
      const { engine } = running.shop.workflow
      for (const { id } of (await engine?.listRuns()) ?? []) await engine?.cancelRun(id)
    }
    const orderId = await openWithOrder("pglite", (ports) => ({
      ...ports,
      mail: {
        ...ports.mail,
        async send(message) {
          await cancelRuns()
          return ports.mail.send(message)
        },
      },
    }))
    const stagesOf = async () => (await getOrderView(desk, orderId, true)).stages.map(({ status }) => status)
    expect(await stagesOf()).not.toContain("failed")
    expect((await stagesOf()).at(-1)).toBe("pending")
    await requestResume(desk, orderId)
    await running.settle()
    expect(await stagesOf()).toEqual(Array(4).fill("complete"))
    expect(await running.look("select count(*)::int as letters from mails")).toEqual({ letters: 1 })
    await expectSound()
    await expect(requestResume(desk, orderId)).rejects.toMatchObject({ type: "CONFLICT" })
  })
})

const TEE_M = { productId: "prod_anti-anti-infra-tee", variantId: "var_aai-tee-grey-m", quantity: 2 }
const TEE_L = "var_aai-tee-grey-l"
const TEES = `select
  (select stock from variants where id = 'var_aai-tee-grey-m') as m,
  (select stock from variants where id = 'var_aai-tee-grey-l') as l,
  (select sum(held)::int from variants) as held,
  (select count(*)::int from mails where idempotency_key like 'correction:%') as letters`

describe("another size that goes out instead", () => {
  it("takes the new piece, gives back or counts out the old one, and all comes back with a cancellation", async () => {
    running = await runShop("postgres")
    desk = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
    const { orderId } = await payFor([TEE_M, STICKERS])
    await running.settle()
    expect(await running.look(TEES)).toEqual({ m: 22, l: 21, held: 0, letters: 0 })
    const instead = { orderId, insteadOf: TEE_M.variantId, variantId: TEE_L, missing: true }
    const twice = await Promise.allSettled([
      substituteVariant(desk, instead),
      substituteVariant(desk, instead),
    ])
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
    await running.settle()
    // Two went back to the shelf and were counted out, as nobody finds them.
    expect(await running.look(TEES)).toEqual({ m: 22, l: 19, held: 0, letters: 1 })
    await expectSound()
    const seen = await getAdminOrder(desk, { orderId, revealBuyer: false })
    expect(seen.stock).toBe("reserved")
    expect(seen.lines.map(({ variantId, size }) => [variantId, size])).toContainEqual([TEE_L, "L"])
    await move(orderId, "fulfilled", "cancelled")
    expect(await running.look(TEES)).toMatchObject({ m: 22, l: 21, held: 0 })
    await expectSound()
  })

  it("is refused for another product, for what is not free, back again, and once it has shipped", async () => {
    running = await runShop("postgres")
    desk = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
    const { orderId } = await payFor([TEE_M])
    await running.settle()
    const substitute = (variantId: string, insteadOf = TEE_M.variantId) =>
      substituteVariant(desk, { orderId, insteadOf, variantId, missing: false })
    await expect(substitute("var_sticker-pack-one")).rejects.toMatchObject({ type: "VALIDATION_ERROR" })
    await expect(substitute("var_nobody")).rejects.toMatchObject({ type: "NOT_FOUND" })
    await running.look("update variants set held = stock - 1 where id = 'var_aai-tee-grey-l' returning id")
    await expect(substitute(TEE_L)).rejects.toMatchObject({ type: "INVENTORY_UNAVAILABLE" })
    await running.look("update variants set held = 0 where id = 'var_aai-tee-grey-l' returning id")
    await substitute(TEE_L)
    await expect(substitute(TEE_M.variantId, TEE_L)).rejects.toMatchObject({ type: "CONFLICT" })
    await running.settle()
    expect(await running.look(TEES)).toMatchObject({ m: 24, l: 19 })
    await move(orderId, "fulfilled", "shipped")
    await expect(substitute("var_aai-tee-grey-s", TEE_L)).rejects.toMatchObject({ type: "CONFLICT" })
    await expectSound()
  })

  it("may be chosen before the stock is taken: the checkout's hold is exchanged", async () => {
    let asked = 0
    let exchanged: () => void = () => undefined
    const isExchanged = new Promise<void>((resolve) => {
      exchanged = resolve
    })
    // The webhook is answered; the first stage has to wait for the provider.
    const slowToConfirm = (ports: Ports): Ports => ({
      ...ports,
      payments: {
        ...ports.payments,
        async getSession(sessionId) {
          if (asked++ > 0) await isExchanged
          return ports.payments.getSession(sessionId)
        },
      },
    })
    running = await runShop("postgres", { wrapPorts: slowToConfirm })
    desk = running.shop.contextFor({ kind: "admin", email: "ops@shop.test", role: "admin" })
    const { orderId } = await payFor([TEE_M])
    await running.shop.payments.sandbox?.deliverPending()
    await until("the order is placed", async () =>
      Boolean(await running.look(`select 1 from orders where id = '${orderId}'`)),
    )
    expect(await running.look(TEES)).toMatchObject({ m: 24, l: 21, held: 2 })
    await substituteVariant(desk, { orderId, insteadOf: TEE_M.variantId, variantId: TEE_L, missing: false })
    exchanged()
    await running.settle()
    expect(await running.look(TEES)).toEqual({ m: 24, l: 19, held: 0, letters: 1 })
    await expectSound()
  })
})

describe("a letter that is asked for again", () => {
  it("is sent once per asking, to the address that is true now, and only while it is true", async () => {
    const orderId = await openWithOrder("pglite")
    const key = randomUUID()
    const again = { orderId, letter: "confirmation", key } as const
    await resendLetter(desk, again)
    await resendLetter(desk, again)
    expect(
      await running.look("select count(*)::int as n from mails where idempotency_key like 'confirmation:%'"),
    ).toEqual({ n: 2 })
    await expect(resendLetter(desk, { ...again, letter: "shipment" })).rejects.toMatchObject({
      type: "CONFLICT",
    })
    await expectSound()
  })
})
