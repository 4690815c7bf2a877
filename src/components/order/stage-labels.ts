import type { Stage, StageStatus } from "@/store/orders/order"

/** What a stage is called to people, and what it is doing. */
export const STAGE_LABELS: Record<Stage, { readonly name: string; readonly about: string }> = {
  "capture-payment": { name: "Payment", about: "The money is there, and it is the amount on the receipt." },
  "reserve-inventory": { name: "Stock", about: "Your pieces leave the shelf's count and are yours." },
  "send-confirmation": { name: "Confirmation", about: "One e-mail with everything in it." },
  "record-to-sheet": { name: "Fulfilment", about: "One row for the people who pack." },
}

export const STAGE_STATUS_LABELS: Record<StageStatus, string> = {
  pending: "Waiting",
  running: "Running",
  complete: "Done",
  failed: "Failed",
}
