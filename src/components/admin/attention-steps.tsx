import { ATTENDED_CAUSES, type AttentionCause } from "@/store/orders/attention"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Toolbar } from "./toolbar"

interface AttentionStepsProps {
  order: { orderId: string; attention: readonly AttentionCause[] }
  rights: { write: boolean; refund: boolean }
  actions: Readonly<Record<"attend" | "retryRefund" | "resume", FormAction>>
}

/** What may safely be done about each cause for which the order stands on the list. */
export function AttentionSteps({ order: { orderId, attention }, rights, actions }: AttentionStepsProps) {
  const steps = [
    {
      shown: rights.refund && attention.includes("refund-open"),
      action: actions.retryRefund,
      label: "Ask the provider again",
    },
    {
      shown: rights.write && attention.includes("stalled"),
      action: actions.resume,
      label: "Start the workflow again",
    },
    {
      shown: rights.write && attention.some((cause) => ATTENDED_CAUSES.includes(cause)),
      action: actions.attend,
      label: "I have dealt with it",
    },
  ].filter(({ shown }) => shown)
  if (steps.length === 0) return null
  return (
    <Toolbar>
      {steps.map(({ action, label }) => (
        <ActionForm key={label} action={action} label={label}>
          <input type="hidden" name="orderId" value={orderId} />
          <DeskButton>{label}</DeskButton>
        </ActionForm>
      ))}
    </Toolbar>
  )
}
