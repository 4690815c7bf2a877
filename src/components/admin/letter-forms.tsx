import type { OrderStatus } from "@/store/orders/order"
import { LETTERS } from "@/store/orders/resend-letter"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Toolbar } from "./toolbar"

interface LetterFormsProps {
  order: { orderId: string; status: OrderStatus }
  action: FormAction
  formKey: string
}

/** A button for each letter that is still true of the order. */
export function LetterForms({ order: { orderId, status }, action, formKey }: LetterFormsProps) {
  return (
    <Toolbar>
      {LETTERS[status].map((letter) => (
        <ActionForm key={letter} action={action} label={`Send the ${letter} again`}>
          <input type="hidden" name="orderId" value={orderId} />
          <input type="hidden" name="key" value={formKey} />
          <input type="hidden" name="letter" value={letter} />
          <DeskButton>Send the {letter} again</DeskButton>
        </ActionForm>
      ))}
    </Toolbar>
  )
}
