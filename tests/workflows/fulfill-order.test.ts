import { afterEach, describe, expect, it } from "vitest"
import { StoreError } from "../../src/errors"
import { releaseCheckout } from "../../src/store/orders/release-checkout"
import type { Ports } from "../../src/store/ports"
import { checkout, payFor, payOn, STICKERS } from "../support/order-journey"
import { GROUNDS, type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
afterEach(() => running.close())

const REMAINS = `
  select
    (select status from orders) as status,
    (select cancel_reason from orders) as cancel_reason,
    (select string_agg(status || ' ' || attempts, ', ' order by stage) from order_stages) as stages,
    (select count(*)::int from sheet_rows) as sheet_rows,
    (select count(*)::int from mails where idempotency_key like 'confirmation:%') as confirmations,
    (select count(*)::int from mails where idempotency_key like 'cancellation:%') as cancellations,
    (select count(*)::int from refunds where refunded_at is not null) as refunds,
    (select count(*)::int from alerts where kind <> 'low-stock') as alerts,
    (select stock from variants where id = 'var_sticker-pack-one') as stock,
    (select held from variants where id = 'var_sticker-pack-one') as held`

const COMPLETE = {
  status: "pending",
  cancel_reason: null,
  sheet_rows: 1,
  confirmations: 1,
  cancellations: 0,
  refunds: 0,
  alerts: 0,
  stock: 119,
  held: 0,
}

/** The ports with one verb that fails a number of times before it works. */
function failing(
  times: number,
  error: () => Error,
  wrap: (ports: Ports, fail: () => void) => Partial<Ports>,
) {
  let left = times
  const fail = () => {
    if (left-- > 0) throw error()
  }
  return (ports: Ports): Ports => ({ ...ports, ...wrap(ports, fail) })
}

describe.each(GROUNDS)("an order's workflow (%s)", (on) => {
  it("runs four stages, each once", async () => {
    running = await runShop(on)
    await payFor()
    await running.settle()
    expect(await running.look(REMAINS)).toEqual({
      ...COMPLETE,
      stages: "complete 1, complete 1, complete 1, complete 1",
    })
  })

  it("tries a stage again when the outside world fails, and repeats nothing that was done", async () => {
    running = await runShop(on, {
      wrapPorts: failing(
        2,
        () => new Error("the mailer is down"),
        ({ mail }, fail) => ({
          mail: {
            ...mail,
            send: async (message) => {
              fail()
              return mail.send(message)
            },
          },
        }),
      ),
    })
    await payFor()
    await running.settle()
    expect(await running.look(REMAINS)).toEqual({
      ...COMPLETE,
      stages: "complete 1, complete 1, complete 1, complete 3",
    })
  })

  it("gives everything back, once, when a stage fails for good", async () => {
    running = await runShop(on, {
      wrapPorts: failing(
        100,
        () => new Error("the sheet is gone"),
        ({ sheet }, fail) => ({
          sheet: {
            record: async (row) => {
              if (row[13] === "pending") fail()
              return sheet.record(row)
            },
          },
        }),
      ),
    })
    await payFor()
    await running.settle()
    expect(await running.look(REMAINS)).toEqual({
      status: "cancelled",
      cancel_reason: "workflow-failed",
      stages: "complete 1, failed 5, complete 1, complete 1",
      sheet_rows: 1,
      confirmations: 1,
      cancellations: 1,
      refunds: 1,
      alerts: 1,
      stock: 120,
      held: 0,
    })
    expect((await running.shop.payments.stripe.refunds.list()).data).toHaveLength(1)
  })

  it("refunds a payment that arrived after its stock had gone to someone else", async () => {
    running = await runShop(on)
    const last = { ...STICKERS, quantity: 99 }
    const { orderId, url } = await (await checkout({ items: [last] })).json()
    await releaseCheckout(running.shop.contextFor({ kind: "system", id: "test" }), orderId)
    await payFor([{ ...STICKERS, quantity: 50 }])
    await running.settle()
    await payOn(url)
    await running.settle()
    const late = `select status, cancel_reason, (select count(*)::int from refunds where refunded_at is not null) as refunds,
      (select stock from variants where id = 'var_sticker-pack-one') as stock from orders where id = '${orderId}'`
    expect(await running.look(late)).toEqual({
      status: "cancelled",
      cancel_reason: "sold-out",
      refunds: 1,
      stock: 70,
    })
  })

  it("does not retry a stage that says it is no use", async () => {
    running = await runShop(on, {
      wrapPorts: (ports) => ({
        ...ports,
        payments: {
          ...ports.payments,
          getSession: async (id) => ({
            ...(await ports.payments.getSession(id)),
            amountTotalCents: 1 as never,
          }),
        },
      }),
    })
    await payFor()
    await running.settle()
    expect(await running.look(REMAINS)).toMatchObject({
      status: "cancelled",
      cancel_reason: "payment-mismatch",
      stages: "failed 1, pending 0, pending 0, pending 0",
      confirmations: 0,
      alerts: 1,
    })
  })

  it("lets no personal data into the engine's tables, whatever happens to the order", async () => {
    running = await runShop(on, {
      wrapPorts: failing(
        100,
        () => new StoreError("CONFLICT", "No.", { cause: new Error("Canary Hopper, canary@example.com") }),
        ({ sheet }, fail) => ({
          sheet: {
            record: async (row) => {
              if (row[13] === "pending") fail()
              return sheet.record(row)
            },
          },
        }),
      ),
    })
    await payFor([STICKERS], { email: "canary@example.com", name: "Canary Hopper", line1: "1 Canary Street" })
    await running.settle()
    const { rows: tables } = await running.shop.database.sql.query<{ name: string }>(
      "select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema in ('engine', 'public')",
    )
    expect(tables.length).toBeGreaterThan(20)
    for (const { name } of tables) {
      const { rows } = await running.shop.database.sql.query(
        `select * from ${name} t where t::text ilike '%canary%'`,
      )
      expect(rows, name).toEqual([])
    }
  })
})
