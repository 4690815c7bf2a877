import { afterEach, describe, expect, it } from "vitest"
import { StoreError } from "../../src/errors"
import { applyInventoryUpdate } from "../../src/store/inventory/apply-inventory-update"
import type { LowStockItem, Ports } from "../../src/store/ports"
import { GROUNDS, type Ground, type RunningShop, runShop } from "../support/running-shop"

let running: RunningShop
afterEach(() => running.close())

/** A shop whose operators' channel is watched, and may be down. */
async function open(on: Ground, down = 0) {
  const told: LowStockItem[][] = []
  let left = down
  const wrapPorts = (ports: Ports): Ports => ({
    ...ports,
    lowStock: {
      async notify(items) {
        if (left-- > 0) throw new StoreError("SERVICE_UNAVAILABLE", "Slack answered 500.")
        told.push([...items])
        return { via: "test" }
      },
    },
  })
  running = await runShop(on, { wrapPorts })
  const count = async (stock: number) => {
    await applyInventoryUpdate(
      running.shop.contextFor({ kind: "admin", email: "a@shop.test", role: "admin" }),
      {
        mode: "audit_count",
        reason: "Counted",
        items: [{ variantId: "var_baseball-cap-black-one", stock }],
      },
    )
    await running.settle()
  }
  const caps = () =>
    told.flat().flatMap(({ variantId, stock }) => (variantId === "var_baseball-cap-black-one" ? [stock] : []))
  return { count, caps }
}

describe.each(GROUNDS)("the watch over what runs out (%s)", (on) => {
  it("tells once per drop, and again after a recovery", async () => {
    const { count, caps } = await open(on)
    await count(6)
    expect(caps()).toEqual([])
    await count(5)
    await count(3)
    expect(caps()).toEqual([5])
    await count(20)
    await count(2)
    expect(caps()).toEqual([5, 2])
  })

  it("does not take a message for told before someone took it", async () => {
    const { count, caps } = await open(on, 2)
    await count(4)
    expect(caps()).toEqual([4])
    expect(
      await running.look("select count(*)::int as untold from low_stock_notices where notified_at is null"),
    ).toEqual({ untold: 0 })
  })
})
