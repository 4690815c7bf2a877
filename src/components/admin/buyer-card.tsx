import type { Customer } from "@/store/ports"
import { Facts } from "./facts"
import { PostalAddress } from "./postal-address"
import { TextLink } from "./text-link"

interface BuyerCardProps {
  /** Null to roles that may not see buyers. */
  customer: Customer | null
  masked: string
  erased: boolean
}

export function BuyerCard({ customer, masked, erased }: BuyerCardProps) {
  if (erased) return <p>The buyer's data has been erased.</p>
  if (!customer) return <p>{masked}. Your role does not show buyers.</p>
  return (
    <>
      <PostalAddress name={customer.shipping.name || customer.name} address={customer.shipping} />
      <Facts
        facts={[
          { label: "E-mail", value: <TextLink href={`mailto:${customer.email}`}>{customer.email}</TextLink> },
          {
            label: "Phone",
            value: customer.phone && <TextLink href={`tel:${customer.phone}`}>{customer.phone}</TextLink>,
          },
          {
            label: "Bought by",
            value: customer.name === customer.shipping.name ? null : customer.name,
          },
        ]}
      />
      <p>Your looking at this is logged.</p>
    </>
  )
}
