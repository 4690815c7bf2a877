"use server"

import { z } from "zod"
import { action } from "@/http/action"
import { changeDiscount } from "@/store/discounts/change-discount"
import { createBatch, createBatchSchema } from "@/store/discounts/create-batch"
import { createDiscount, createDiscountSchema } from "@/store/discounts/create-discount"
import { DISCOUNT_KINDS } from "@/store/discounts/discount-code"
import { generateDiscount } from "@/store/discounts/generate-discount"
import { lastDaySchema, seenEndSchema } from "./discount-query"

/** One code for one person, to be read out or pasted. */
export const quickCode = action({
  permission: "discounts:write",
  input: z.object({
    kind: z.enum(DISCOUNT_KINDS),
    recipient: z.string().trim().max(120).optional(),
    purpose: z.string().trim().max(200).optional(),
  }),
  run: async (input, { ctx }) => {
    const codes = await generateDiscount(ctx, input)
    const code = codes[0]?.code ?? ""
    return { message: `Made ${code}.`, data: { codes: [code], campaign: null } }
  },
})

export const batch = action({
  permission: "discounts:write",
  input: z.looseObject({ lastDay: lastDaySchema }).transform(({ lastDay, ...form }, context) => {
    const parsed = createBatchSchema.safeParse({ ...form, expiresAt: lastDay })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.addIssue({ ...issue })
    return z.NEVER
  }),
  run: async (input, { ctx }) => {
    const codes = await createBatch(ctx, input)
    return {
      message: `Made ${codes.length} codes for ${input.campaign}.`,
      data: { codes: codes.map(({ code }) => code), campaign: input.campaign },
    }
  },
})

export const ownCode = action({
  permission: "discounts:write",
  input: z.looseObject({ lastDay: lastDaySchema }).transform(({ lastDay, ...form }, context) => {
    const parsed = createDiscountSchema.safeParse({ ...form, expiresAt: lastDay })
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) context.addIssue({ ...issue })
    return z.NEVER
  }),
  run: async (input, { ctx }) => {
    await createDiscount(ctx, input)
    return { message: `Made ${input.code}.`, data: { codes: [input.code], campaign: null } }
  },
})

const code = z.string().min(1).max(64)

export const pause = action({
  permission: "discounts:write",
  input: z.object({ code, active: z.enum(["true", "false"]) }),
  run: async (input, { ctx }) => {
    const active = input.active === "true"
    await changeDiscount(ctx, { code: input.code, active, seen: { active: !active } })
    return { message: active ? "It works again." : "Paused: new checkouts can't use it." }
  },
})

export const setEnd = action({
  permission: "discounts:write",
  input: z.object({ code, lastDay: lastDaySchema, seenEnd: seenEndSchema }),
  run: async (input, { ctx }) => {
    const seen = { expiresAt: input.seenEnd }
    await changeDiscount(ctx, { code: input.code, expiresAt: input.lastDay, seen })
    return { message: input.lastDay ? "The last day is set." : "It has no end now." }
  },
})
