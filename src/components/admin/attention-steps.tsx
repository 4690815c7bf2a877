import type { ReactNode } from "react"
import { ATTENTION_CAUSES, type AttentionCause } from "@/store/orders/attention"
import type { AdminOrder } from "@/store/orders/get-admin-order"
import { CANCEL_REASONS, canBecome, type Stage } from "@/store/orders/order"
import type { FormAction } from "./action-form"
import { DeskButton, DeskButtonLink } from "./desk-button"
import { BoardForm } from "./outcome-board"
import { Toolbar } from "./toolbar"

export interface AttentionStepsInput {
  order: Pick<AdminOrder, "orderId" | "status" | "cancelReason" | "attention" | "stages">
  rights: { write: boolean; refund: boolean }
  /** Whether another size could go out. */
  substitutable: boolean
  actions: Readonly<Record<"attend" | "retryRefund" | "resume", FormAction>>
}

export interface AttentionStep {
  readonly cause: AttentionCause
  readonly title: string
  readonly advice: string
  readonly buttons: ReactNode
}

/** Taking up a run again, named for the stage at which it stands. Stages that are complete do nothing again. */
const RESUME_WORDS: Readonly<Record<Stage, string>> = {
  "capture-payment": "Look for the payment again",
  "reserve-inventory": "Take the stock again",
  "send-confirmation": "Send the letter again",
  "record-to-sheet": "Write the row again",
}

/**
 * Each cause for which an order stands on the list, with what it means and what is safe to do about it. Its buttons
 * answer on the OutcomeBoard around them, as what they mend leaves the list.
 */
export function attentionSteps(input: AttentionStepsInput): AttentionStep[] {
  const { order, rights, substitutable, actions } = input
  const { orderId } = order
  const standsAt = order.stages.find(({ status }) => status !== "complete")
  const form = (action: FormAction, label: string) => (
    <BoardForm action={action} label={label} about={orderId.slice(0, 10)}>
      <input type="hidden" name="orderId" value={orderId} />
      <DeskButton>{label}</DeskButton>
    </BoardForm>
  )
  const cancelLink = rights.refund && canBecome(order.status, "cancelled") && (
    <DeskButtonLink href={`/admin/orders/${orderId}#cancel`}>Release and refund…</DeskButtonLink>
  )
  const dealtWith = rights.write && form(actions.attend, "I have dealt with it")
  const steps: Readonly<Record<AttentionCause, { advice: string; buttons: ReactNode }>> = {
    "refund-open": {
      advice: "The provider knows the refund by its key: asking again never pays twice.",
      buttons: rights.refund && form(actions.retryRefund, "Ask the provider again"),
    },
    stalled: {
      advice: standsAt
        ? `It stands at ${standsAt.stage}${standsAt.error ? `: ${standsAt.error}` : "."} What was done stays done.`
        : "",
      buttons: (
        <>
          {rights.write && standsAt && form(actions.resume, RESUME_WORDS[standsAt.stage])}
          {substitutable && standsAt?.stage === "reserve-inventory" && (
            <DeskButtonLink href={`/admin/orders/${orderId}#another-size`}>Send another size…</DeskButtonLink>
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
  return order.attention.map((cause) => ({
    cause,
    title: ATTENTION_CAUSES[cause],
    advice: steps[cause].advice,
    buttons: <Toolbar>{steps[cause].buttons}</Toolbar>,
  }))
}
