"use server"

import { z } from "zod"
import { StoreError } from "@/errors"
import { action } from "@/http/action"
import { jsonText } from "@/http/json-text"
import { ORDER_ID } from "@/store/identifiers"
import { listOrdersByIds } from "@/store/orders/desk-queries"
import { type MovedOrder, moveOrders } from "./move-orders"
import { readTrackingLines, type TrackingLine } from "./tracking-lines"

const orderId = z.string().regex(ORDER_ID)
const notes = z.string().trim().max(4_000, "A note has at most 4,000 characters.").optional()

/** One order, packed or shipped. */
export const moveOn = action({
  permission: "orders:write",
  input: z.object({
    orderId,
    status: z.enum(["fulfilled", "shipped"]),
    tracking: z
      .string()
      .trim()
      .regex(/^[\w-]{4,60}$|^$/, "The tracking number has 4 to 60 letters, digits and dashes.")
      .optional(),
    notes,
  }),
  run: async ({ tracking, ...change }, desk) => {
    return answerOf(await moveOrders(desk, [{ ...change, ...(tracking ? { tracking } : {}) }]))
  },
})

/** One order, cancelled and paid back. */
export const cancelOrder = action({
  permission: "orders:refund",
  input: z.object({ orderId, notes, sure: z.literal("yes", { error: "Tick the box to cancel the order." }) }),
  run: async (change, desk) =>
    answerOf(await moveOrders(desk, [{ orderId: change.orderId, notes: change.notes, status: "cancelled" }])),
})

/** Many orders, packed. */
export const packOrders = action({
  permission: "orders:write",
  input: z.object({
    orderIds: z
      .string()
      .transform((text) => text.split(" "))
      .pipe(z.array(orderId).min(1).max(500)),
  }),
  run: async ({ orderIds }, desk) => {
    const moved = await moveOrders(
      desk,
      orderIds.map((id) => ({ orderId: id, status: "fulfilled" as const })),
    )
    return { message: summary(moved), data: { moved } }
  },
})

/** What the pasted numbers would do. */
export const previewTracking = action({
  permission: "orders:write",
  input: z.object({ text: z.string().max(100_000, "Paste at most 100,000 characters at once.") }),
  run: async ({ text }, { ctx }) => {
    const lines = readTrackingLines(text)
    if (lines.length === 0) {
      throw new StoreError("VALIDATION_ERROR", "There is no line to read.", {
        userAction: "Paste one order and its number per line.",
      })
    }
    const known = await listOrdersByIds(
      ctx.db,
      lines.map((line) => line.orderId),
    )
    const checked = lines.map((line): TrackingLine => {
      const order = known.find(({ id }) => id === line.orderId)
      if (line.problem) return line
      if (!order) return { ...line, problem: "There is no such order." }
      if (order.status !== "fulfilled")
        return { ...line, problem: `It is ${order.status}; only packed orders ship.` }
      return line
    })
    const good = checked.filter(({ problem }) => problem === undefined)
    return {
      tone: "info" as const,
      message:
        good.length === checked.length
          ? `${good.length} orders would ship. Nothing has changed yet.`
          : `${good.length} of ${checked.length} orders would ship; the rest is left out. Nothing has changed yet.`,
      data: {
        lines: checked,
        apply: JSON.stringify(good.map(({ orderId, tracking }) => ({ orderId, tracking }))),
      },
    }
  },
})

export const applyTracking = action({
  permission: "orders:write",
  input: z.object({
    lines: jsonText(
      z
        .array(z.object({ orderId, tracking: z.string().regex(/^[\w-]{4,60}$/) }))
        .min(1)
        .max(500),
    ),
  }),
  run: async ({ lines }, desk) => {
    const moved = await moveOrders(
      desk,
      lines.map((line) => ({ ...line, status: "shipped" as const })),
    )
    return { message: summary(moved), data: { moved } }
  },
})

function answerOf([moved]: readonly MovedOrder[]): { message: string; tone: "info" | "done" } {
  if (!moved || moved.result === "refused") {
    throw new StoreError("CONFLICT", moved?.message ?? "Nothing was asked for.", {
      userAction: "Look at the order as it is now.",
    })
  }
  return { message: moved.message, tone: moved.result === "done" ? "done" : "info" }
}

function summary(moved: readonly MovedOrder[]): string {
  const count = (result: MovedOrder["result"]) => moved.filter((one) => one.result === result).length
  const parts = [`${count("done")} done`]
  if (count("waiting") > 0) parts.push(`${count("waiting")} under way`)
  if (count("refused") > 0) parts.push(`${count("refused")} refused`)
  return `${parts.join(", ")}.`
}
