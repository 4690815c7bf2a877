import { z } from "zod"
import { DISCOUNT_STATES } from "@/store/discounts/desk-queries"

const text = z
  .string()
  .trim()
  .max(120)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined)

export const discountQuerySchema = z.object({
  q: text,
  campaign: text,
  state: z
    .enum([...DISCOUNT_STATES, "all"])
    .optional()
    .catch(undefined),
  after: text,
})

/** The end of the chosen day, so that a code works on its last day. Empty: it never ends. */
export const lastDaySchema = z
  .string()
  .optional()
  .transform((day, context) => {
    if (!day) return null
    const end = new Date(`${day}T23:59:59.999Z`)
    if (!Number.isNaN(end.getTime())) return end
    context.addIssue({ code: "custom", message: "Choose a day, or leave it empty." })
    return z.NEVER
  })

/** The end that the form was filled from, to the millisecond; empty: none. */
export const seenEndSchema = z
  .string()
  .transform((text) => (text ? new Date(text) : null))
  .refine((end) => end === null || !Number.isNaN(end.getTime()))
