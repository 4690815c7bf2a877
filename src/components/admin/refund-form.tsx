import type { AdminOrder } from "@/store/orders/get-admin-order"
import { REFUND_REASONS } from "@/store/orders/order"
import { Money } from "../ui/money"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Disclosure } from "./disclosure"
import { Input, Select } from "./input"

interface RefundFormProps {
  order: Pick<AdminOrder, "orderId" | "status" | "capturedCents" | "currency" | "refunds" | "paymentIntentId">
  action: FormAction
  formKey: string
}

/** Gives money back while the order lives on; nothing where there is none to give. */
export function RefundForm({ order, action, formKey }: RefundFormProps) {
  const returnedCents = order.refunds
    .filter(({ paymentIntentId }) => paymentIntentId === order.paymentIntentId)
    .reduce((sum, { amountCents }) => sum + amountCents, 0)
  const leftCents = (order.capturedCents ?? 0) - returnedCents
  if (order.paymentIntentId === null || order.status === "cancelled" || leftCents <= 0) return null
  const shipped = order.status === "shipped"
  return (
    <Disclosure summary="Refund part of it">
      <ActionForm action={action} label="Refund">
        <input type="hidden" name="orderId" value={order.orderId} />
        <input type="hidden" name="key" value={formKey} />
        <input type="hidden" name="returnedCents" value={returnedCents} />
        <Input
          label={`Amount in ${order.currency.toUpperCase()}`}
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          required
          pattern="\d{1,6}(\.\d{1,2})?"
          hint={
            <>
              {shipped ? "At most " : "Less than "}
              <Money cents={leftCents} currency={order.currency} />
              {!shipped && ". To give all of it back, cancel the order."}
            </>
          }
        />
        <Select label="Why" name="reason">
          {Object.entries(REFUND_REASONS).map(([reason, text]) => (
            <option key={reason} value={reason}>
              {text}
            </option>
          ))}
        </Select>
        <DeskButton look="danger">Refund</DeskButton>
      </ActionForm>
    </Disclosure>
  )
}
