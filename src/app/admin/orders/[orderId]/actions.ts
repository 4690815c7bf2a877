"use server"

import { z } from "zod"
import { action } from "@/http/action"
import { ORDER_ID } from "@/store/identifiers"
import { addOrderNote } from "@/store/orders/add-order-note"
import { attendOrder } from "@/store/orders/attend-order"
import { awaitRefund } from "@/store/orders/await-refund"
import { correctAddress } from "@/store/orders/correct-address"
import { REFUND_REASONS, type RefundReason } from "@/store/orders/order"
import { addressCorrectionSchema } from "@/store/orders/order-request"
import { refundOrder } from "@/store/orders/refund-order"
import { requestRefund } from "@/store/orders/request-refund"
import { requestResume } from "@/store/orders/request-resume"
import { resendLetter } from "@/store/orders/resend-letter"
import { substituteVariant } from "@/store/orders/substitute-variant"
import { drainOutbox } from "@/wiring"

const orderId = z.string().regex(ORDER_ID)
/** Made with the page, so that a form that is sent twice is done once. */
const key = z.uuid()

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

/** Money back while the order lives on. */
export const refundPart = action({
  permission: "orders:refund",
  input: z.object({
    orderId,
    key,
    amount: z
      .string()
      .trim()
      .regex(/^\d{1,6}(\.\d{1,2})?$/, "Write an amount such as 5 or 5.50.")
      .transform((text) => Math.round(Number(text) * 100))
      .pipe(z.number().int().positive("Nothing is no refund.")),
    reason: z.enum(Object.keys(REFUND_REASONS) as [RefundReason, ...RefundReason[]]),
    returnedCents: z.coerce.number().int().min(0),
  }),
  run: async ({ amount, ...input }, { ctx, shop }) => {
    const { refundId } = await requestRefund(ctx, { ...input, amountCents: amount })
    drainOutbox(shop)
    return (await awaitRefund(ctx, { orderId: input.orderId, refundId }))
      ? { message: "Refunded. The buyer gets a letter." }
      : { message: "Recorded. The provider has not confirmed it yet; it is asked again.", tone: "info" }
  },
})

/** Refunds that the provider has not confirmed, now and not with the next sweep. */
export const retryRefund = action({
  permission: "orders:refund",
  input: z.object({ orderId }),
  run: async (input, { ctx }) => {
    await refundOrder(ctx, input.orderId)
    return { message: "The provider has confirmed the refund." }
  },
})

export const resume = action({
  permission: "orders:write",
  input: z.object({ orderId }),
  run: async (input, { ctx, shop }) => {
    await requestResume(ctx, input.orderId)
    drainOutbox(shop)
    return { message: "Started again. The stages below show how far it is." }
  },
})

/** Another size or colour of the same product goes out. */
export const substitute = action({
  permission: "orders:write",
  input: z.object({
    orderId,
    insteadOf: z.string().min(1).max(128),
    variantId: z.string().min(1, "Choose what goes out instead.").max(128),
    missing: z.literal("yes").optional(),
  }),
  run: async ({ missing, ...input }, { ctx, shop }) => {
    await substituteVariant(ctx, { ...input, missing: missing === "yes" })
    drainOutbox(shop)
    return { message: "Exchanged. Stock has moved; the sheet follows, and the buyer gets a letter." }
  },
})

export const changeAddress = action({
  permission: "orders:write",
  input: z.object({ orderId }).extend(addressCorrectionSchema.shape),
  run: async (input, { ctx, shop }) => {
    const { changed } = await correctAddress(ctx, input)
    drainOutbox(shop)
    return changed
      ? { message: "Corrected. The sheet follows, and the buyer gets a letter." }
      : { message: "That is the address already.", tone: "info" as const }
  },
})

export const sendAgain = action({
  permission: "orders:write",
  input: z.object({ orderId, key, letter: z.enum(["confirmation", "shipment", "cancellation"]) }),
  run: async (input, { ctx }) => {
    const { via } = await resendLetter(ctx, input)
    return {
      message: via === "outbox" ? "Written to the outbox: no mailer is set." : `Sent again by ${via}.`,
    }
  },
})
