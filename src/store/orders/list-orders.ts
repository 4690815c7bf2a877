import { StoreError } from "../../errors"
import type { Context } from "../context"
import { ORDER_ID } from "../identifiers"
import { type AttentionCause, attentionCauses } from "./attention"
import {
  countOrders,
  listDisputesOf,
  listOpenRefundsOf,
  listOrdersPage,
  type OrderKey,
  type OrderMatch,
} from "./desk-queries"
import { type CancelReason, maskEmail, maskName, type OrderStatus } from "./order"
import type { StageView } from "./order-view"
import { listOrderCounts } from "./overview-queries"
import { openPersonalData, tagEmail } from "./personal-data"
import { presentStages } from "./present-parts"
import { findOrder, listOrderLines, listStages, type OrderRow } from "./queries"
import { tagsOfQuery } from "./search-tags"

export interface ListedOrder {
  readonly orderId: string
  readonly status: OrderStatus
  readonly cancelReason: CancelReason | null
  readonly stages: readonly StageView[]
  readonly attention: readonly AttentionCause[]
  /** Masked unless buyers are revealed. */
  readonly buyer: string
  readonly items: readonly {
    readonly name: string
    readonly size: string
    readonly color: string
    readonly sku: string
    readonly quantity: number
  }[]
  readonly totalCents: number
  readonly currency: string
  readonly discountCode: string | null
  readonly tracking: string | null
  readonly country: string
  readonly placedAt: string
}

export interface OrderListInput {
  readonly queue: OrderStatus | "attention" | "all"
  /** An id or its beginning, an e-mail address, a name, a sku or a discount code. */
  readonly search?: string | undefined
  readonly placedFrom?: Date | undefined
  readonly placedBefore?: Date | undefined
  readonly oldestFirst?: boolean
  /** The id of the last order of the page before. */
  readonly after?: string | undefined
  readonly limit: number
  /** Whether the caller may see who bought. */
  readonly revealBuyers: boolean
}

/**
 * Orders as the desk lists them. Five queries, whatever the page.
 * @throws StoreError VALIDATION_ERROR for an `after` that is not an order
 */
export async function listOrders(
  ctx: Context,
  input: OrderListInput,
): Promise<{ readonly orders: ListedOrder[]; readonly next: string | null }> {
  const now = ctx.now()
  const rows = await listOrdersPage(
    ctx.db,
    {
      ...queueFilter(input.queue),
      placedFrom: input.placedFrom,
      placedBefore: input.placedBefore,
      match: input.search?.trim() ? matchOf(ctx, input.search.trim()) : undefined,
    },
    {
      limit: input.limit + 1,
      after: await keyOf(ctx, input.after),
      oldestFirst: input.oldestFirst ?? false,
    },
    now,
  )
  const page = rows.slice(0, input.limit)
  return {
    orders: await describe(ctx, page, input.revealBuyers, now),
    next: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null,
  }
}

/** How many orders wait in each queue; those that need attention are counted to 1,000. */
export async function countQueues(
  ctx: Context,
): Promise<Record<"pending" | "fulfilled" | "attention", number>> {
  const { pending = 0, fulfilled = 0 } = await listOrderCounts(ctx.db)
  return { pending, fulfilled, attention: await countOrders(ctx.db, { attention: true }, 1_000, ctx.now()) }
}

function queueFilter(queue: OrderListInput["queue"]) {
  if (queue === "all") return {}
  return queue === "attention" ? { attention: true } : { status: queue }
}

function matchOf(ctx: Context, text: string): OrderMatch {
  const { vault } = ctx.ports
  if (/^ord_[0-9a-z]*$/i.test(text)) return { idPrefix: text.toLowerCase() }
  if (text.includes("@")) return { emailTag: tagEmail(vault, text) }
  return { sku: text, code: text, nameTags: tagsOfQuery(vault, text) }
}

async function keyOf(ctx: Context, after: string | undefined): Promise<OrderKey | undefined> {
  if (after === undefined) return undefined
  const order = ORDER_ID.test(after) ? await findOrder(ctx.db, after) : undefined
  if (!order) throw new StoreError("VALIDATION_ERROR", "after: this is not an order's id.")
  return { placedAt: order.placedAt, id: order.id }
}

async function describe(
  ctx: Context,
  rows: readonly OrderRow[],
  revealBuyers: boolean,
  now: Date,
): Promise<ListedOrder[]> {
  const ids = rows.map(({ id }) => id)
  const [lines, stages, open, disputes] = [
    await listOrderLines(ctx.db, ids),
    await listStages(ctx.db, ids),
    await listOpenRefundsOf(ctx.db, ids),
    await listDisputesOf(ctx.db, ids),
  ]
  return rows.map((row) => {
    const mine = <Owned extends { orderId: string }>(all: readonly Owned[]) =>
      all.filter(({ orderId }) => orderId === row.id)
    const shown = presentStages(mine(stages))
    const customer = openPersonalData(ctx.ports.vault, row)
    const name = customer.shipping.name || customer.name
    return {
      orderId: row.id,
      status: row.status,
      cancelReason: row.cancelReason,
      stages: shown,
      attention: attentionCauses(
        {
          ...row,
          stages: shown.map(({ status }) => status),
          openRefundsSince: mine(open).map(({ requestedAt }) => requestedAt),
          disputedAt: mine(disputes).at(-1)?.at ?? null,
        },
        now,
      ),
      buyer: revealBuyers ? name || customer.email : maskName(name) || maskEmail(customer.email),
      items: mine(lines).map(({ productName, size, color, sku, quantity }) => ({
        name: productName,
        size,
        color,
        sku,
        quantity,
      })),
      totalCents: row.totalCents,
      currency: row.currency,
      discountCode: row.discountCode,
      tracking: row.tracking,
      country: customer.shipping.country,
      placedAt: row.placedAt.toISOString(),
    }
  })
}
