import type { AdminOrder } from "@/store/orders/get-admin-order"
import { NEXT_STATUSES } from "@/store/orders/order"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Checkbox, Input } from "./input"
import { Stack } from "./stack"

interface NextStepsProps {
  order: Pick<AdminOrder, "orderId" | "status">
  rights: { write: boolean; refund: boolean }
  actions: { moveOn: FormAction; cancelOrder: FormAction }
}

/** What may be done with the order now; nothing once it is final. */
export function NextSteps({ order: { orderId, status }, rights, actions }: NextStepsProps) {
  const may = NEXT_STATUSES[status]
  const hidden = <input type="hidden" name="orderId" value={orderId} />
  return (
    <Stack>
      {rights.write && may.includes("fulfilled") && (
        <ActionForm action={actions.moveOn} label="Pack">
          {hidden}
          <input type="hidden" name="status" value="fulfilled" />
          <DeskButton look="main">Mark packed</DeskButton>
        </ActionForm>
      )}
      {rights.write && may.includes("shipped") && (
        <ActionForm action={actions.moveOn} label="Ship">
          {hidden}
          <input type="hidden" name="status" value="shipped" />
          <Input
            label="Tracking number"
            name="tracking"
            maxLength={60}
            autoComplete="off"
            hint="The buyer gets it by e-mail. Empty when the parcel has none."
          />
          <DeskButton look="main">Mark shipped</DeskButton>
        </ActionForm>
      )}
      {rights.refund && may.includes("cancelled") && (
        <ActionForm action={actions.cancelOrder} label="Cancel" id="cancel">
          {hidden}
          <Checkbox
            label="Cancel the order: stock back, code back, money back"
            name="sure"
            value="yes"
            required
          />
          <DeskButton look="danger">Cancel the order</DeskButton>
        </ActionForm>
      )}
    </Stack>
  )
}
