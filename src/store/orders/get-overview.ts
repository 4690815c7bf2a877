import type { Context } from "../context"
import { countQueues } from "./list-orders"
import { STAGES } from "./order"
import {
  type DayFigures,
  medianHoursToShip,
  type StageFigures,
  sumByDay,
  sumByProduct,
  sumByStage,
} from "./overview-queries"

const DAY_MS = 86_400_000

export interface Overview {
  readonly queues: Awaited<ReturnType<typeof countQueues>>
  /** The last 14 days, oldest first, empty ones too. */
  readonly days: readonly DayFigures[]
  /** The last 30 days; a day that is over leaves with the next sweep. */
  readonly products: readonly { readonly name: string; readonly units: number }[]
  readonly hoursToShip: number | null
  readonly stages: readonly StageFigures[]
}

/** The desk's figures: what was ordered, what waits, and how the durable runs do. */
export async function getOverview(ctx: Context): Promise<Overview> {
  const today = Math.floor(ctx.now().getTime() / DAY_MS)
  const dates = Array.from({ length: 14 }, (_, index) => new Date((today - 13 + index) * DAY_MS))
  const month = new Date((today - 29) * DAY_MS)
  const figures = await sumByDay(ctx.db, dates[0] ?? ctx.now())
  const stages = await sumByStage(ctx.db, month)
  return {
    queues: await countQueues(ctx),
    days: dates.map((date) => {
      const day = date.toISOString().slice(0, 10)
      return figures.find((one) => one.day === day) ?? { day, orders: 0, revenueCents: 0, compCents: 0 }
    }),
    products: await sumByProduct(ctx.db, 10),
    hoursToShip: await medianHoursToShip(ctx.db, month),
    stages: STAGES.flatMap((stage) => stages.filter((one) => one.stage === stage)),
  }
}
