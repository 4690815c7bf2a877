import { z } from "zod"
import { ORDER_STATUSES } from "@/store/orders/order"

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform((text) => new Date(`${text}T00:00:00Z`))
  .refine((date) => !Number.isNaN(date.getTime()))
  .optional()
  .catch(undefined)

/** The address of a view of the orders. What can't be read is left out, so an old link still opens. */
export const orderQuerySchema = z.object({
  queue: z.enum([...ORDER_STATUSES, "attention", "all"]).catch("pending"),
  q: z.string().trim().max(200).optional().catch(undefined),
  from: day,
  to: day,
  sort: z.enum(["newest", "oldest"]).catch("newest"),
  after: z.string().max(64).optional().catch(undefined),
})
export type OrderQuery = z.output<typeof orderQuerySchema>

/** As listOrders wants it. `to` includes its day. A search looks in every queue unless one is named. */
export function listInput(query: OrderQuery) {
  return {
    queue: query.queue,
    search: query.q,
    placedFrom: query.from,
    placedBefore: query.to && new Date(query.to.getTime() + 24 * 60 * 60 * 1000),
    oldestFirst: query.sort === "oldest",
    after: query.after,
  }
}

/** The address of the same view with something changed. */
export function orderListHref(query: OrderQuery, change: { queue?: string; after?: string }): string {
  const { after, ...kept } = query
  const text = Object.entries({ ...kept, ...change }).flatMap(([name, value]) =>
    value === undefined || value === "" || (name === "sort" && value === "newest")
      ? []
      : [[name, value instanceof Date ? value.toISOString().slice(0, 10) : value]],
  )
  return `/admin/orders?${new URLSearchParams(text)}`
}
