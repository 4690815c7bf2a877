import type { ReactNode } from "react"
import { ATTENTION_CAUSES, type AttentionCause } from "@/store/orders/attention"
import type { AdminOrder } from "@/store/orders/get-admin-order"
import { CANCEL_REASONS, canBecome, type Stage } from "@/store/orders/order"
import { Notice } from "../ui/notice"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton, DeskButtonLink } from "./desk-button"
import { Toolbar } from "./toolbar"

interface AttentionStepsProps {
  order: Pick<AdminOrder, "orderId" | "status" | "cancelReason" | "attention" | "stages">
  rights: { write: boolean; refund: boolean }
  /** Whether another size could go out. */
  substitutable: boolean
  actions: Readonly<Record<"attend" | "retryRefund" | "resume", FormAction>>
}

/** Taking up a run again, named for the stage at which it stands. Stages that are complete do nothing again. */
const RESUME_WORDS: Readonly<Record<Stage, string>> = {
  "capture-payment": "Look for the payment again",
  "reserve-inventory": "Take the stock again",
  "send-confirmation": "Send the letter again",
  "record-to-sheet": "Write the row again",
}

/** Each cause for which the order stands on the list, with what it means and what is safe to do about it. */
export function AttentionSteps({ order, rights, substitutable, actions }: AttentionStepsProps) {
  const standsAt = order.stages.find(({ status }) => status !== "complete")
  const cancelLink = rights.refund && canBecome(order.status, "cancelled") && (
    <DeskButtonLink href="#cancel">Release and refund…</DeskButtonLink>
  )
  const dealtWith = rights.write && (
    <Step orderId={order.orderId} action={actions.attend} label="I have dealt with it" />
  )
  const steps: Readonly<Record<AttentionCause, { advice: string; buttons: ReactNode }>> = {
    "refund-open": {
      advice: "The provider knows the refund by its key: asking again never pays twice.",
      buttons: rights.refund && (
        <Step orderId={order.orderId} action={actions.retryRefund} label="Ask the provider again" />
      ),
    },
    stalled: {
      advice: standsAt
        ? `It stands at ${standsAt.stage}${standsAt.error ? `: ${standsAt.error}` : "."} What was done stays done.`
        : "",
      buttons: (
        <>
          {rights.write && standsAt && (
            <Step orderId={order.orderId} action={actions.resume} label={RESUME_WORDS[standsAt.stage]} />
          )}
          {substitutable && standsAt?.stage === "reserve-inventory" && (
            <DeskButtonLink href="#another-size">Send another size…</DeskButtonLink>
          )}
          {cancelLink}
        </>
      ),
    },
    disputed: {
      advice: "Answer it where the provider asks. Until it is settled, do not ship what has not shipped.",
      buttons: (
        <>
          {dealtWith}
          {cancelLink}
        </>
      ),
    },
    "failed-order": {
      advice: order.cancelReason ? CANCEL_REASONS[order.cancelReason] : "",
      buttons: dealtWith,
    },
  }
  return order.attention.map((cause) => (
    <Notice
      key={cause}
      tone="error"
      title={ATTENTION_CAUSES[cause]}
      action={<Toolbar>{steps[cause].buttons}</Toolbar>}
    >
      {steps[cause].advice}
    </Notice>
  ))
}

function Step({ orderId, action, label }: { orderId: string; action: FormAction; label: string }) {
  return (
    <ActionForm action={action} label={label}>
      <input type="hidden" name="orderId" value={orderId} />
      <DeskButton>{label}</DeskButton>
    </ActionForm>
  )
}
