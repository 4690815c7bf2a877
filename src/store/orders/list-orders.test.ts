import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type OpenStore, openStore } from "../../../tests/support/open-store"
import { BUYER, placeTestOrder } from "../../../tests/support/place-order"
import { insertDiscountCode } from "../discounts/queries"
import { setAttended } from "./desk-queries"
import { failOrder } from "./fail-order"
import { countQueues, listOrders, type OrderListInput } from "./list-orders"
import { insertOrderEvent } from "./queries"
import { recordStage } from "./record-stage"
import { refundOrder } from "./refund-order"

let store: OpenStore
const minutes = (count: number) => {
  store.clock.now = new Date(store.clock.now.getTime() + count * 60_000)
}
const ids = async (input: Partial<OrderListInput>) => {
  const all = { queue: "all", limit: 50, revealBuyers: false, ...input } as const
  return (await listOrders(store.ctx, all)).orders.map(({ orderId }) => orderId)
}

let grace: string
let ada: string
let rene: string

beforeAll(async () => {
  store = await openStore()
  await insertDiscountCode(store.ctx.db, {
    code: "SALES-ABCD2345",
    type: "sales_credit",
    label: "Test",
    amountOffCents: 500,
    createdBy: "test",
    createdAt: store.clock.now,
  })
  grace = await placeTestOrder(store.ctx, store.ports)
  minutes(1)
  ada = await placeTestOrder(store.ctx, store.ports, {
    items: [
      {
        productId: "prod_black-step-run-socks",
        variantId: "var_black-step-socks-one",
        quantity: 2,
      },
    ],
    customer: { email: "ada@example.com", name: "Ada King Lovelace" },
    discountCode: "SALES-ABCD2345",
  })
  minutes(1)
  const shipping = { ...BUYER.shipping, name: "René Dupont" }
  rene = await placeTestOrder(store.ctx, store.ports, {
    customer: { email: "rene@example.com", name: "", shipping },
  })
})
afterAll(() => store.close())

describe("the desk's list of orders", () => {
  it("shows the newest first, and the oldest first when asked", async () => {
    expect(await ids({})).toEqual([rene, ada, grace])
    expect(await ids({ oldestFirst: true })).toEqual([grace, ada, rene])
  })

  it("goes on where the page before ended", async () => {
    const input = { queue: "all", limit: 2, revealBuyers: false } as const
    const first = await listOrders(store.ctx, input)
    expect(first.next).toBe(ada)
    const second = await listOrders(store.ctx, { ...input, after: first.next ?? "" })
    expect(second.orders.map(({ orderId }) => orderId)).toEqual([grace])
    expect(second.next).toBeNull()
  })

  it("refuses to go on after something that is not an order", async () => {
    await expect(ids({ after: "ord_nothing" })).rejects.toMatchObject({ type: "VALIDATION_ERROR" })
  })

  it("finds by id, by its beginning, by e-mail, by any word of a name, by sku and by code", async () => {
    expect(await ids({ search: grace })).toEqual([grace])
    expect(await ids({ search: ada.slice(0, 14) })).toEqual([ada])
    expect(await ids({ search: " Ada@Example.com " })).toEqual([ada])
    expect(await ids({ search: "lovelace" })).toEqual([ada])
    expect(await ids({ search: "HOPPER grace" })).toEqual([ada, grace])
    expect(await ids({ search: "rene" })).toEqual([rene])
    expect(await ids({ search: "inn-step-socks-blk" })).toEqual([ada])
    expect(await ids({ search: "sales-abcd2345" })).toEqual([ada])
    expect(await ids({ search: "nobody" })).toEqual([])
  })

  it("keeps buyers masked unless they are to be revealed", async () => {
    const input = { queue: "all", limit: 1, revealBuyers: false } as const
    expect((await listOrders(store.ctx, input)).orders[0]?.buyer).toBe("R••• D•••")
    const revealed = await listOrders(store.ctx, { ...input, revealBuyers: true })
    expect(revealed.orders[0]?.buyer).toBe("René Dupont")
  })

  it("leaves the days outside of a range out", async () => {
    const noon = new Date("2026-03-02T12:00:30Z")
    expect(await ids({ placedBefore: noon })).toEqual([grace])
    expect(await ids({ placedFrom: noon })).toEqual([rene, ada])
  })
})

describe("an order needs attention", () => {
  const attention = () => ids({ queue: "attention" })

  it("while its workflow has not moved for minutes, until it is done", async () => {
    expect(await attention()).toEqual([])
    minutes(10)
    expect(await attention()).toEqual([rene, ada, grace])
    for (const orderId of [rene, ada, grace]) {
      for (const stage of [
        "capture-payment",
        "reserve-inventory",
        "send-confirmation",
        "record-to-sheet",
      ] as const) {
        await recordStage(store.ctx, orderId, stage, { status: "complete" })
      }
    }
    minutes(10)
    expect(await attention()).toEqual([])
  })

  it("when the workflow gave it up, until someone has looked; and while its refund is on its way", async () => {
    await failOrder(store.ctx, ada, "sold-out")
    minutes(5)
    const input = { queue: "attention", limit: 5, revealBuyers: false } as const
    const listed = await listOrders(store.ctx, input)
    expect(listed.orders[0]).toMatchObject({ orderId: ada, attention: ["refund-open", "failed-order"] })
    await refundOrder(store.ctx, ada)
    await setAttended(store.ctx.db, ada, store.clock.now)
    expect(await attention()).toEqual([])
  })

  it("when its payment is disputed, again for every dispute", async () => {
    const dispute = () =>
      insertOrderEvent(store.ctx.db, { orderId: grace, kind: "disputed", text: "x", at: store.clock.now })
    await dispute()
    expect(await attention()).toEqual([grace])
    minutes(1)
    await setAttended(store.ctx.db, grace, store.clock.now)
    expect(await attention()).toEqual([])
    minutes(1)
    await dispute()
    expect(await attention()).toEqual([grace])
  })

  it("and the queues say how many wait", async () => {
    expect(await countQueues(store.ctx)).toEqual({ pending: 2, fulfilled: 0, attention: 1 })
  })
})
