import { and, count, desc, eq, gte, ne, sql, sum } from "drizzle-orm"
import type { Database } from "../context"
import type { Stage } from "./order"
import { orderEvents, orderLines, orderStages, orders } from "./tables"

export interface DayFigures {
  /** UTC, as `2026-03-02`. */
  readonly day: string
  readonly orders: number
  readonly revenueCents: number
  /** Given away by discount codes. */
  readonly compCents: number
}

export interface StageFigures {
  readonly stage: Stage
  readonly runs: number
  readonly medianMs: number
  /** Attempts beyond the first. */
  readonly retries: number
}

const alive = ne(orders.status, "cancelled")

/** Days on which something was ordered, oldest first. */
export async function sumByDay(db: Database, since: Date): Promise<DayFigures[]> {
  const day = sql<string>`to_char(${orders.placedAt} at time zone 'UTC', 'YYYY-MM-DD')`
  return db
    .select({
      day,
      orders: count(),
      revenueCents: sql<number>`${sum(orders.totalCents)}::int`,
      compCents: sql<number>`${sum(orders.discountCents)}::int`,
    })
    .from(orders)
    .where(and(gte(orders.placedAt, since), alive))
    .groupBy(day)
    .orderBy(day)
}

/** Units of the products that were ordered most. */
export async function sumByProduct(
  db: Database,
  since: Date,
  limit: number,
): Promise<{ name: string; units: number }[]> {
  const units = sql<number>`${sum(orderLines.quantity)}::int`
  return db
    .select({ name: orderLines.productName, units })
    .from(orderLines)
    .innerJoin(orders, eq(orders.id, orderLines.orderId))
    .where(and(gte(orders.placedAt, since), alive))
    .groupBy(orderLines.productName)
    .orderBy(desc(units), orderLines.productName)
    .limit(limit)
}

/** The median time from paid to shipped, in hours; null when nothing was shipped. */
export async function medianHoursToShip(db: Database, since: Date): Promise<number | null> {
  const [row] = await db
    .select({
      hours: sql<
        number | null
      >`percentile_cont(0.5) within group (order by extract(epoch from ${orderEvents.at} - ${orders.placedAt}) / 3600)::float`,
    })
    .from(orderEvents)
    .innerJoin(orders, eq(orders.id, orderEvents.orderId))
    .where(and(eq(orderEvents.kind, "shipped"), gte(orderEvents.at, since)))
  return row?.hours ?? null
}

export async function sumByStage(db: Database, since: Date): Promise<StageFigures[]> {
  return db
    .select({
      stage: orderStages.stage,
      runs: count(),
      medianMs: sql<number>`coalesce(percentile_cont(0.5) within group (order by extract(epoch from ${orderStages.finishedAt} - ${orderStages.startedAt}) * 1000), 0)::float`,
      retries: sql<number>`coalesce(sum(greatest(${orderStages.attempts} - 1, 0)), 0)::int`,
    })
    .from(orderStages)
    .innerJoin(orders, eq(orders.id, orderStages.orderId))
    .where(and(gte(orders.placedAt, since), eq(orderStages.status, "complete")))
    .groupBy(orderStages.stage)
}
