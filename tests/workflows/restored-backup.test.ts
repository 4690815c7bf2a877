import { afterEach, expect, it } from "vitest"
import { sweepCheckouts } from "../../src/store/orders/sweep-checkouts"
import { verifyInvariants } from "../../src/store/proof/verify-invariants"
import { payFor } from "../support/order-journey"
import { type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
afterEach(() => running.close())

const LEFT = `select
  (select count(*)::int from orders) as orders,
  (select coalesce(sum(amount_cents), 0)::int from refunds where refunded_at is not null) as refunded,
  (select array_agg(kind order by created_at) from alerts) as alerts`

it("a payment that a restored backup does not know is held until someone decides, and then goes back once", async () => {
  let strayPayments: "refund" | "hold" = "hold"
  running = await runShop("postgres", {
    wrapPorts: (ports) => ({
      ...ports,
      config: {
        ...ports.config,
        get strayPayments() {
          return strayPayments
        },
      },
    }),
  })
  const { sql } = running.shop.database
  const ctx = running.shop.contextFor({ kind: "system", id: "test" })
  await payFor()
  // As if the dump had been made before the checkout: the provider has its session, and the shop nothing of it.
  await sql.exec("delete from stock_holds; update variants set held = 0; delete from checkouts")
  await running.settle()
  await sweepCheckouts(ctx)
  expect(await running.look(LEFT)).toEqual({ orders: 0, refunded: 0, alerts: ["stray-payment-held"] })
  const broken = await verifyInvariants(ctx, new Date(Date.now() + 1_000))
  expect(broken.filter(({ violations }) => violations > 0).map(({ name }) => name)).toEqual(["I2"])

  strayPayments = "refund"
  await sweepCheckouts(ctx)
  await sweepCheckouts(ctx)
  expect(await running.look(LEFT)).toEqual({
    orders: 0,
    refunded: 800,
    alerts: ["stray-payment-held", "stray-payment"],
  })
  const whole = await verifyInvariants(ctx, new Date(Date.now() + 1_000))
  expect(whole.filter(({ violations }) => violations > 0)).toEqual([])
})
