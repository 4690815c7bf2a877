import { z } from "zod"
import type { Customer, Vault } from "../ports"

const customerSchema: z.ZodType<Customer> = z.object({
  email: z.string(),
  name: z.string(),
  phone: z.string(),
  shipping: z.object({
    name: z.string(),
    line1: z.string(),
    line2: z.string(),
    city: z.string(),
    state: z.string(),
    postalCode: z.string(),
    country: z.string(),
  }),
})

/** An erased customer: what every reader gets once an order's personal data is gone. */
export const ERASED_CUSTOMER: Customer = {
  email: "",
  name: "",
  phone: "",
  shipping: { name: "", line1: "", line2: "", city: "", state: "", postalCode: "", country: "" },
}

export function sealPersonalData(vault: Vault, orderId: string, customer: Customer): string {
  return vault.seal(JSON.stringify(customer), orderId)
}

/** @throws Error when the sealed text belongs to another order or its key is gone */
export function openPersonalData(
  vault: Vault,
  order: { readonly id: string; readonly personal: string | null },
): Customer {
  if (order.personal === null) return ERASED_CUSTOMER
  return customerSchema.parse(JSON.parse(vault.open(order.personal, order.id)))
}

/** Finds orders by e-mail without storing the address: the same address always gets the same tag. */
export function tagEmail(vault: Vault, email: string): string {
  return vault.sign(`email:${email.trim().toLowerCase()}`)
}
