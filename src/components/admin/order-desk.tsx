import type { AdminOrder } from "@/store/orders/get-admin-order"
import type { Siblings } from "@/store/orders/list-siblings"
import { CANCEL_REASONS, isFinal } from "@/store/orders/order"
import { Notice } from "../ui/notice"
import { ActionForm, type FormAction } from "./action-form"
import { AddressForm } from "./address-form"
import { AttentionNotices } from "./attention-notices"
import { BuyerCard } from "./buyer-card"
import { DeskButton, DeskButtonLink } from "./desk-button"
import { DeskHeading } from "./desk-heading"
import { TextArea } from "./input"
import { LetterForms } from "./letter-forms"
import { NextSteps } from "./next-steps"
import styles from "./order-desk.module.css"
import { OrderLines } from "./order-lines"
import { type OrderMail, OrderMails } from "./order-mails"
import { OrderPayment } from "./order-payment"
import { OutcomeBoard } from "./outcome-board"
import { Panel } from "./panel"
import { RefundForm } from "./refund-form"
import { RunStages } from "./run-stages"
import { Stack } from "./stack"
import { StatusBadge } from "./status-badge"
import { SubstituteForms } from "./substitute-forms"
import { Timeline } from "./timeline"
import { When } from "./when"

interface OrderDeskProps {
  order: AdminOrder
  mails: readonly OrderMail[]
  /** What could go out instead of its lines. */
  siblings: readonly Siblings[]
  rights: { write: boolean; refund: boolean; buyers: boolean; outbox: boolean }
  actions: Readonly<
    Record<
      | "addNote"
      | "attend"
      | "moveOn"
      | "cancelOrder"
      | "refundPart"
      | "retryRefund"
      | "resume"
      | "changeAddress"
      | "sendAgain"
      | "substitute",
      FormAction
    >
  >
  /** Of this rendering: a form that is sent twice is done once. */
  formKey: string
}

/** One order with everything that is known about it and everything that may be done with it. */
export function OrderDesk({ order, mails, siblings, rights, actions, formKey }: OrderDeskProps) {
  const { orderId } = order
  return (
    <>
      <DeskHeading
        up={{ href: "/admin/orders", label: "Orders" }}
        title={orderId}
        lead={
          <>
            <StatusBadge status={order.status} /> placed <When at={order.placedAt} />
            {order.tracking && <>, tracking {order.tracking}</>}
          </>
        }
        actions={
          <>
            <DeskButtonLink href={`/orders/${orderId}`}>As the buyer sees it</DeskButtonLink>
            {rights.buyers && order.status !== "cancelled" && (
              <DeskButtonLink href={`/admin/orders/slips?id=${orderId}`}>Packing slip</DeskButtonLink>
            )}
          </>
        }
      />
      {order.cancelReason && !order.attention.includes("failed-order") && (
        <Notice title={CANCEL_REASONS[order.cancelReason]} />
      )}
      <OutcomeBoard>
        <AttentionNotices
          order={order}
          rights={rights}
          substitutable={siblings.length > 0}
          actions={actions}
        />
      </OutcomeBoard>
      <div className={styles.order}>
        {(rights.write || rights.refund) && !isFinal(order.status) && (
          <div className={styles.next}>
            <Panel title="Next">
              <NextSteps order={order} rights={rights} actions={actions} />
            </Panel>
          </div>
        )}
        <div className={styles.facts}>
          <Stack>
            <Panel title="Items">
              <OrderLines lines={order.lines} currency={order.currency} />
              <SubstituteForms order={order} siblings={siblings} action={actions.substitute} />
            </Panel>
            <Panel title="Ships to">
              <BuyerCard customer={order.customer} masked={order.maskedBuyer} erased={order.erased} />
              {rights.write && order.customer && !isFinal(order.status) && (
                <AddressForm orderId={orderId} customer={order.customer} action={actions.changeAddress} />
              )}
            </Panel>
            <Panel title="The durable run">
              <RunStages stages={order.stages} />
            </Panel>
            <Panel title="What happened">
              <Timeline entries={order.events.map((event) => ({ ...event, id: String(event.id) }))} />
            </Panel>
          </Stack>
        </div>
        <div className={styles.records}>
          <Stack>
            <Panel title="Notes">
              {order.notes.length > 0 && (
                <Timeline
                  entries={order.notes.map((note) => ({ ...note, id: String(note.id), who: note.author }))}
                />
              )}
              {rights.write && (
                <ActionForm action={actions.addNote} label="Add a note">
                  <input type="hidden" name="orderId" value={orderId} />
                  <TextArea label="Note" name="text" rows={2} required maxLength={4_000} />
                  <DeskButton>Add note</DeskButton>
                </ActionForm>
              )}
            </Panel>
            <Panel title="Payment">
              <OrderPayment order={order} />
              {rights.refund && <RefundForm order={order} action={actions.refundPart} formKey={formKey} />}
            </Panel>
            <Panel title="Mail">
              <OrderMails mails={mails} linked={rights.outbox} />
              {rights.write && !order.erased && (
                <LetterForms order={order} action={actions.sendAgain} formKey={formKey} />
              )}
            </Panel>
          </Stack>
        </div>
      </div>
    </>
  )
}
