import type { Customer } from "@/store/ports"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Disclosure } from "./disclosure"
import { Input } from "./input"

interface AddressFormProps {
  orderId: string
  customer: Customer
  action: FormAction
}

/** Sends the parcel elsewhere, within the country that tax and postage were priced for. */
export function AddressForm({ orderId, customer: { phone, shipping }, action }: AddressFormProps) {
  return (
    <Disclosure summary="Correct the address">
      <ActionForm action={action} label="Correct the address">
        <input type="hidden" name="orderId" value={orderId} />
        <Input label="Recipient" name="name" defaultValue={shipping.name} required maxLength={200} />
        <Input
          label="Street and number"
          name="line1"
          defaultValue={shipping.line1}
          required
          maxLength={200}
        />
        <Input label="Second line" name="line2" defaultValue={shipping.line2} maxLength={200} />
        <Input label="City" name="city" defaultValue={shipping.city} required maxLength={100} />
        <Input label="State or region" name="state" defaultValue={shipping.state} maxLength={100} />
        <Input
          label="Postal code"
          name="postalCode"
          defaultValue={shipping.postalCode}
          required
          maxLength={20}
          hint={`The country stays ${shipping.country}: tax and postage were priced for it.`}
        />
        <Input label="Phone" name="phone" type="tel" defaultValue={phone} maxLength={40} />
        <DeskButton>Correct it</DeskButton>
      </ActionForm>
    </Disclosure>
  )
}
