import { asc, desc, gt, gte, sql, sum } from "drizzle-orm"
import type { Database } from "../context"
import { shareOfDurations } from "../figures/duration-bucket"
import { orderCounts, orderDays, productUnits, shippingDays, stageDays } from "../figures/tables"
import type { OrderStatus, Stage } from "./order"

export interface DayFigures {
  /** UTC, as `2026-03-02`. */
  readonly day: string
  readonly orders: number
  /** What was paid, less what was given back of it. */
  readonly revenueCents: number
  /** Given away by discount codes. */
  readonly compCents: number
}

export interface StageFigures {
  readonly stage: Stage
  readonly runs: number
  /** To within 4.5 %. */
  readonly medianMs: number
  /** Attempts beyond the first. */
  readonly retries: number
}

/** How many orders are in each status; one in which none ever was is absent. */
export async function listOrderCounts(db: Database): Promise<Partial<Record<OrderStatus, number>>> {
  const rows = await db.select().from(orderCounts)
  return Object.fromEntries(rows.map(({ status, orders }) => [status, orders]))
}

/** Days on which something was ordered that was not cancelled, oldest first. */
export async function sumByDay(db: Database, since: Date): Promise<DayFigures[]> {
  return db
    .select()
    .from(orderDays)
    .where(gte(orderDays.day, dayOf(since)))
    .orderBy(asc(orderDays.day))
}

/** Units of the products that were ordered most in the days of the ranking. */
export async function sumByProduct(db: Database, limit: number): Promise<{ name: string; units: number }[]> {
  return db
    .select({ name: productUnits.productName, units: productUnits.units })
    .from(productUnits)
    .where(gt(productUnits.units, 0))
    .orderBy(desc(productUnits.units), asc(productUnits.productName))
    .limit(limit)
}

/** The median time from paid to shipped, in hours, to within 4.5 %; null when nothing was shipped. */
export async function medianHoursToShip(db: Database, since: Date): Promise<number | null> {
  const counts = await db
    .select({ bucket: shippingDays.bucket, count: sql<number>`${sum(shippingDays.orders)}::int` })
    .from(shippingDays)
    .where(gte(shippingDays.day, dayOf(since)))
    .groupBy(shippingDays.bucket)
  const medianMs = shareOfDurations(counts, 0.5)
  return medianMs === null ? null : medianMs / 3_600_000
}

/** By the day on which a stage completed. */
export async function sumByStage(db: Database, since: Date): Promise<StageFigures[]> {
  const counts = await db
    .select({
      stage: sql<Stage>`${stageDays.stage}`,
      bucket: stageDays.bucket,
      count: sql<number>`${sum(stageDays.runs)}::int`,
      retries: sql<number>`${sum(stageDays.retries)}::int`,
    })
    .from(stageDays)
    .where(gte(stageDays.day, dayOf(since)))
    .groupBy(stageDays.stage, stageDays.bucket)
  return [...new Set(counts.map(({ stage }) => stage))].map((stage) => {
    const own = counts.filter((one) => one.stage === stage)
    return {
      stage,
      runs: own.reduce((runs, { count }) => runs + count, 0),
      medianMs: shareOfDurations(own, 0.5) ?? 0,
      retries: own.reduce((all, { retries }) => all + retries, 0),
    }
  })
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
