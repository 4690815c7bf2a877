import { eq, getTableColumns } from "drizzle-orm"
import type { Database } from "../context"
import { rowsAsJson } from "../rows-as-json"
import type { OrderEventRow, OrderLineRow, OrderRow, RefundRow, StageRow } from "./queries"
import { orderEvents, orderLines, orderStages, orders, refunds } from "./tables"

/** An order with what was ordered, as of one moment. */
export async function findOrderWithLines(
  db: Database,
  orderId: string,
): Promise<{ readonly order: OrderRow; readonly lines: readonly OrderLineRow[] } | undefined> {
  const [found] = await db
    .select({ order: getTableColumns(orders), lines: linesOf(orderId) })
    .from(orders)
    .where(eq(orders.id, orderId))
  return found
}

export interface OrderParts {
  readonly order: OrderRow
  readonly lines: readonly OrderLineRow[]
  readonly stages: readonly StageRow[]
  readonly events: readonly OrderEventRow[]
  readonly refunds: readonly RefundRow[]
}

/** An order with all that its page shows, as of one moment and in one statement: every change of it is read so. */
export async function findOrderParts(db: Database, orderId: string): Promise<OrderParts | undefined> {
  const [parts] = await db
    .select({
      order: getTableColumns(orders),
      lines: linesOf(orderId),
      stages: rowsAsJson(orderStages, eq(orderStages.orderId, orderId), orderStages.stage),
      events: rowsAsJson(orderEvents, eq(orderEvents.orderId, orderId), orderEvents.id),
      refunds: rowsAsJson(refunds, eq(refunds.orderId, orderId), refunds.requestedAt),
    })
    .from(orders)
    .where(eq(orders.id, orderId))
  return parts
}

function linesOf(orderId: string) {
  return rowsAsJson(orderLines, eq(orderLines.orderId, orderId), orderLines.position)
}
