"use server"

import { z } from "zod"
import { action } from "@/http/action"
import { ORDER_ID } from "@/store/identifiers"
import { addOrderNote } from "@/store/orders/add-order-note"
import { attendOrder } from "@/store/orders/attend-order"

const orderId = z.string().regex(ORDER_ID)

export const addNote = action({
  permission: "orders:write",
  input: z.object({
    orderId,
    text: z
      .string()
      .trim()
      .min(1, "Write something first.")
      .max(4_000, "A note has at most 4,000 characters."),
  }),
  run: async (input, { ctx }) => {
    await addOrderNote(ctx, input)
    return { message: "Noted." }
  },
})

export const attend = action({
  permission: "orders:write",
  input: z.object({ orderId }),
  run: async (input, { ctx }) => {
    await attendOrder(ctx, input.orderId)
    return { message: "Off the list, until something else goes wrong." }
  },
})
