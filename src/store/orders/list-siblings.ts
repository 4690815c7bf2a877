import { listProductsByIds } from "../catalog/queries"
import type { Context } from "../context"
import type { AdminOrder } from "./get-admin-order"
import { isFinal } from "./order"

/** What could go out instead of a line of an order: other sizes and colours of its product that are free. */
export interface Siblings {
  readonly insteadOf: string
  readonly variants: readonly {
    readonly variantId: string
    readonly size: string
    readonly color: string
    readonly free: number
  }[]
}

/** For each line of an order that has not shipped; lines without a choice are left out. */
export async function listSiblings(
  ctx: Context,
  { status, lines }: Pick<AdminOrder, "status" | "lines">,
): Promise<Siblings[]> {
  if (isFinal(status)) return []
  const productIds = [...new Set(lines.map(({ productId }) => productId))]
  const products = await listProductsByIds(ctx.db, productIds)
  return lines.flatMap(({ productId, variantId, quantity }) => {
    const all = products.find(({ id }) => id === productId)?.variants ?? []
    const variants = all
      .filter(({ id, stock }) => stock >= quantity && lines.every((line) => line.variantId !== id))
      .map(({ id, size, color, stock }) => ({ variantId: id, size, color, free: stock }))
    return variants.length > 0 ? [{ insteadOf: variantId, variants }] : []
  })
}
