/** The four durable stages, in order. The same word is the step id, the file, the row and the label's key. */
export const STAGES = [
  "capture-payment",
  "reserve-inventory",
  "send-confirmation",
  "record-to-sheet",
] as const
export type Stage = (typeof STAGES)[number]

export const STAGE_STATUSES = ["pending", "running", "complete", "failed"] as const
export type StageStatus = (typeof STAGE_STATUSES)[number]

export const ORDER_STATUSES = ["pending", "fulfilled", "shipped", "cancelled"] as const
export type OrderStatus = (typeof ORDER_STATUSES)[number]

/** Status never goes backwards; shipped and cancelled are final. */
export const NEXT_STATUSES: Record<OrderStatus, readonly OrderStatus[]> = {
  pending: ["fulfilled", "cancelled"],
  fulfilled: ["shipped", "cancelled"],
  shipped: [],
  cancelled: [],
}

/** Whether the parcel has left or the order is dead; before that its pieces and its address may change. */
export function isFinal(status: OrderStatus): boolean {
  return NEXT_STATUSES[status].length === 0
}

export function canBecome(from: OrderStatus, to: OrderStatus): boolean {
  return NEXT_STATUSES[from].includes(to)
}

/** asked: nobody has looked yet · changed: the order is, money and letters follow · done · refused */
export type StatusRequestState = "asked" | "changed" | "done" | "refused"

/** Why an order was cancelled: a fixed list, so that no reason can carry personal data. */
export const CANCEL_REASONS = {
  "sold-out": "Sold out before the payment arrived. The payment is refunded in full.",
  "discount-spent":
    "The discount code was spent elsewhere before the payment arrived. The payment is refunded in full.",
  "discount-per-person":
    "The discount code was used as often as one person may. The payment is refunded in full.",
  "payment-mismatch": "The payment does not match the order. It is refunded in full.",
  "workflow-failed": "The order could not be processed. The payment is refunded in full.",
  "cancelled-by-admin": "Cancelled by the store. The payment is refunded in full.",
  "cancelled-by-customer": "Cancelled at your request. The payment is refunded in full.",
} as const
export type CancelReason = keyof typeof CANCEL_REASONS

/** Why the desk gives money back while the order lives on: a fixed list, so that no reason can carry personal data. */
export const REFUND_REASONS = {
  damaged: "Something arrived damaged",
  missing: "Something was missing",
  lost: "The parcel was lost",
  returned: "The buyer has sent something back",
  goodwill: "Goodwill",
} as const
export type RefundReason = keyof typeof REFUND_REASONS

export const CHECKOUT_STATES = ["open", "confirming", "paid", "released"] as const
/** open: may be paid · confirming: the bank has not answered yet · paid: an order exists · released: the hold is over */
export type CheckoutState = (typeof CHECKOUT_STATES)[number]

/**
 * How long a checkout holds stock and code, and its session can be paid. Stripe refuses sessions that end sooner
 * than 30 minutes after it has made them; the minute on top is for the way there and for clocks that differ.
 */
export const HOLD_MINUTES = 31

export function maskEmail(email: string): string {
  const [user = "", domain = ""] = email.split("@")
  return `${maskWord(user)}@${maskWord(domain)}`
}

export function maskName(name: string): string {
  return name.split(/\s+/).filter(Boolean).map(maskWord).join(" ")
}

function maskWord(word: string): string {
  const [first] = word
  return first ? `${first}•••` : "•••"
}
