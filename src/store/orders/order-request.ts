import { z } from "zod"
import { cartItemsSchema } from "../cart/cart"
import { idempotencyKeySchema } from "../idempotency/answer-once"
import type { Customer } from "../ports"

const word = (max: number) => z.string().trim().max(max).optional()

export const customerInputSchema = z.strictObject({
  email: z.union([z.literal(""), z.email().max(254)]).optional(),
  name: word(200),
  phone: word(40),
})

export const shippingInputSchema = z.strictObject({
  name: word(200),
  line1: word(200),
  line2: word(200),
  city: word(100),
  state: word(100),
  postalCode: word(20),
  country: z
    .union([
      z.literal(""),
      z
        .string()
        .trim()
        .toUpperCase()
        .regex(/^[A-Z]{2}$/, "Use the two letters of ISO 3166, such as US."),
    ])
    .optional(),
})

const needed = (max: number, message: string) => z.string().trim().min(1, message).max(max)

/** Where a paid order goes instead. The country stays, since tax and postage were priced for it. */
export const addressCorrectionSchema = z.strictObject({
  name: needed(200, "Whom is the parcel for?"),
  line1: needed(200, "Which street and number?"),
  line2: z.string().trim().max(200).default(""),
  city: needed(100, "Which city?"),
  state: z.string().trim().max(100).default(""),
  postalCode: needed(20, "Which postal code?"),
  /** Absent leaves the number as it is. */
  phone: word(40),
})
export type AddressCorrection = z.infer<typeof addressCorrectionSchema>

export const orderInputSchema = z.strictObject({
  items: cartItemsSchema.describe("productId and variantId come from list_products."),
  discountCode: z.string().trim().min(1).max(64).optional().describe("From generate_discount_code."),
  customer: customerInputSchema
    .optional()
    .describe("Needed when the total is zero; otherwise the payment page asks."),
  shipping: shippingInputSchema
    .optional()
    .describe("Needed when the total is zero; otherwise the payment page asks."),
  idempotencyKey: idempotencyKeySchema.optional(),
})
export type OrderInput = z.infer<typeof orderInputSchema>

export const eventOrderInputSchema = orderInputSchema.omit({ discountCode: true }).extend({
  eventName: z.string().trim().min(1).max(120),
  eventDate: word(40),
  recipient: word(120),
  purpose: word(200),
})
export type EventOrderInput = z.infer<typeof eventOrderInputSchema>

/** What a parcel cannot go without, where it stands in the input. */
const REQUIRED = [
  ["customer", "email"],
  ["customer", "name"],
  ["shipping", "line1"],
  ["shipping", "city"],
  ["shipping", "postalCode"],
  ["shipping", "country"],
] as const

/** The fields that are still needed before the order can be sent without a payment page, such as `shipping.city`. */
export function missingFields(input: Pick<OrderInput, "customer" | "shipping">): string[] {
  return REQUIRED.filter(([group, field]) => {
    const values: Record<string, string | undefined> = input[group] ?? {}
    return !values[field]
  }).map((path) => path.join("."))
}

/** The buyer of an order whose fields are complete. */
export function customerOf(input: Pick<OrderInput, "customer" | "shipping">): Customer {
  const { customer = {}, shipping = {} } = input
  return {
    email: customer.email ?? "",
    name: customer.name ?? "",
    phone: customer.phone ?? "",
    shipping: {
      name: shipping.name || customer.name || "",
      line1: shipping.line1 ?? "",
      line2: shipping.line2 ?? "",
      city: shipping.city ?? "",
      state: shipping.state ?? "",
      postalCode: shipping.postalCode ?? "",
      country: shipping.country ?? "",
    },
  }
}
