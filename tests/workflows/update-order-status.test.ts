import { afterEach, describe, expect, it } from "vitest"
import { StoreError } from "../../src/errors"
import type { Context } from "../../src/store/context"
import { awaitOrderStatus } from "../../src/store/orders/await-order-status"
import { requestOrderStatus } from "../../src/store/orders/request-order-status"
import type { Ports } from "../../src/store/ports"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { checkout, payFor, payOn, STICKERS } from "../support/order-journey"
import { GROUNDS, type Ground, type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
let desk: Context
afterEach(() => running.close())

async function openWithOrder(on: Ground, wrapPorts?: (ports: Ports) => Ports): Promise<string> {
  running = await runShop(on, wrapPorts ? { wrapPorts } : {})
  desk = running.shop.contextFor({ kind: "admin", email: "packer@shop.test", role: "packer" })
  const { orderId } = await payFor()
  await running.settle()
  return orderId
}

/** Asks, lets the workflow answer, and checks the books. */
async function move(change: Parameters<typeof requestOrderStatus>[1]) {
  const { requestId } = await requestOrderStatus(desk, change)
  await running.settle()
  const broken = (await verifyInvariants(desk, new Date(Date.now() + 1_000))).filter(
    (one) => one.violations > 0,
  )
  expect(broken).toEqual([])
  return awaitOrderStatus(desk, requestId, 0)
}

const REMAINS = `select
  (select status from orders) as status,
  (select tracking from orders) as tracking,
  (select stock from variants where id = 'var_sticker-pack-one') as stock,
  (select coalesce(sum(amount_cents), 0)::int from refunds where refunded_at is not null) as refunded,
  (select count(*)::int from mails where idempotency_key like 'shipment:%') as shipments,
  (select count(*)::int from mails where idempotency_key like 'cancellation:%') as cancellations,
  (select string_agg(action, ' ' order by sequence) from audit_log where action like 'order.%') as audit,
  (select writes from sheet_rows) as writes`

describe.each(GROUNDS)("the workflow that moves an order on (%s)", (on) => {
  it("packs, then ships with a letter that has the tracking number", async () => {
    const orderId = await openWithOrder(on)
    expect(await move({ orderId, status: "fulfilled", notes: "Left box" })).toMatchObject({ state: "done" })
    expect(await move({ orderId, status: "shipped", tracking: "1Z999" })).toMatchObject({ state: "done" })
    expect(await running.look(REMAINS)).toMatchObject({
      status: "shipped",
      tracking: "1Z999",
      stock: 119,
      refunded: 0,
      shipments: 1,
      audit: "order.noted order.fulfilled order.shipped",
      writes: 3,
    })
  })

  it("cancels: stock back, money back, the buyer told, each once", async () => {
    const orderId = await openWithOrder(on)
    expect(await move({ orderId, status: "cancelled" })).toMatchObject({ state: "done" })
    expect(await running.look(REMAINS)).toMatchObject({
      status: "cancelled",
      stock: 120,
      refunded: 800,
      cancellations: 1,
    })
  })

  it("cancels an order whose first card was declined, and the books agree", async () => {
    running = await runShop(on)
    desk = running.shop.contextFor({ kind: "admin", email: "packer@shop.test", role: "packer" })
    const { orderId, url } = (await (await checkout({ items: [STICKERS] })).json()) as {
      orderId: string
      url: string
    }
    await expect(payOn(url, { cardNumber: "4000 0000 0000 0002" })).rejects.toThrow("402")
    await payOn(url)
    await running.settle()
    expect(await move({ orderId, status: "cancelled" })).toMatchObject({ state: "done" })
    expect(await running.look(REMAINS)).toMatchObject({ status: "cancelled", refunded: 800 })
  })

  it("refuses what an order may not become, when it is asked and when it has changed meanwhile", async () => {
    const orderId = await openWithOrder(on)
    await expect(requestOrderStatus(desk, { orderId, status: "shipped" })).rejects.toMatchObject({
      type: "CONFLICT",
      message: "The order is pending and cannot become shipped.",
    })
    const pack = await requestOrderStatus(desk, { orderId, status: "fulfilled" })
    const cancel = await requestOrderStatus(desk, { orderId, status: "cancelled" })
    const ship = { orderId, status: "shipped" } as const
    await running.settle()
    await expect(requestOrderStatus(desk, ship)).rejects.toMatchObject({ type: "CONFLICT" })
    const answers = await Promise.all(
      [pack, cancel].map(({ requestId }) => awaitOrderStatus(desk, requestId, 0)),
    )
    expect(answers.map(({ state }) => state)).toContain("done")
    expect(await running.look(REMAINS)).toMatchObject({ status: "cancelled", refunded: 800, stock: 120 })
  })

  it("comes to its end although the provider and the mail fail in between, and pays back once", async () => {
    let left = 2
    const fail = () => {
      if (left-- > 0) throw new StoreError("SERVICE_UNAVAILABLE", "Not now.")
    }
    const orderId = await openWithOrder(on, (ports) => ({
      ...ports,
      payments: {
        ...ports.payments,
        async refund(request) {
          const refund = await ports.payments.refund(request)
          fail()
          return refund
        },
      },
    }))
    expect(await move({ orderId, status: "cancelled" })).toMatchObject({ state: "done" })
    expect(await running.look(REMAINS)).toMatchObject({ refunded: 800, cancellations: 1, stock: 120 })
  })
})
