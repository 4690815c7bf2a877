import { channel } from "inngest/realtime"
import { z } from "zod"
import { ORDER_STATUSES, STAGES } from "../store/orders/order"

const ts = z.number().int()

/** For the buyer's order page. */
export const orderChannel = channel({
  name: (orderId: string) => `order:${orderId}`,
  topics: {
    step: {
      schema: z.object({
        name: z.enum(STAGES),
        status: z.enum(["running", "complete", "failed"]),
        output: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
        ts,
      }),
    },
    status: { schema: z.object({ status: z.enum(ORDER_STATUSES), tracking: z.string().optional(), ts }) },
  },
})

/** For the public tracker and the desk. Its messages have no place for personal data. */
export const adminChannel = channel({
  name: "admin",
  topics: {
    order: {
      schema: z.object({
        orderId: z.string(),
        items: z.array(z.object({ name: z.string(), quantity: z.number().int() })),
        amount: z.number().int().optional(),
        currency: z.string().optional(),
        step: z.string(),
        status: z.string(),
        ts,
      }),
    },
    import: {
      schema: z.object({ importRunId: z.string().optional(), status: z.string(), message: z.string(), ts }),
    },
  },
})
