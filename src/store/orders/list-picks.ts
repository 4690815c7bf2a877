import { compareSizes } from "../catalog/product"
import type { Context } from "../context"
import { listOrdersByIds } from "./desk-queries"
import { isFinal } from "./order"
import { listOrderLines } from "./queries"

/** One place on the shelf: how many units to take there, and for which orders. */
export interface Pick {
  readonly variantId: string
  readonly productName: string
  readonly color: string
  readonly size: string
  readonly sku: string
  readonly units: number
  readonly orders: readonly { readonly orderId: string; readonly units: number }[]
}

/**
 * What to take from the shelf for these orders, each variant once, in the order of the shelf. Names no buyer.
 * Orders that were cancelled or have shipped are left out: there is nothing to take for them.
 */
export async function listPicks(
  ctx: Context,
  orderIds: readonly string[],
): Promise<{ readonly orders: number; readonly units: number; readonly picks: readonly Pick[] }> {
  const open = (await listOrdersByIds(ctx.db, orderIds))
    .filter(({ status }) => !isFinal(status))
    .map(({ id }) => id)
  const picks = new Map<string, Pick>()
  for (const { variantId, orderId, quantity, ...line } of await listOrderLines(ctx.db, open)) {
    const { productName, color, size, sku } = line
    const before = picks.get(variantId) ?? { variantId, productName, color, size, sku, units: 0, orders: [] }
    const orders = [...before.orders, { orderId, units: quantity }]
    picks.set(variantId, { ...before, units: before.units + quantity, orders })
  }
  return {
    orders: open.length,
    units: [...picks.values()].reduce((sum, { units }) => sum + units, 0),
    picks: [...picks.values()].sort(
      (a, b) =>
        a.productName.localeCompare(b.productName) ||
        a.color.localeCompare(b.color) ||
        compareSizes(a.size, b.size),
    ),
  }
}
