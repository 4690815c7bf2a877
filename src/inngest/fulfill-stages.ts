import { capturePayment } from "../store/orders/capture-payment"
import { recordToSheet } from "../store/orders/record-to-sheet"
import { reserveInventory } from "../store/orders/reserve-inventory"
import { sendConfirmation } from "../store/orders/send-confirmation"
import { orderSummary } from "./order-summary"
import { runStage, type StageRun } from "./run-stage"

/** The four durable stages of an order, from paid to the packer's sheet, in order. */
export async function fulfillStages(call: Omit<StageRun, "summary">): Promise<void> {
  const run = { ...call, summary: orderSummary(call.ctx, call.orderId) }
  await runStage(run, "capture-payment", capturePayment)
  await runStage(run, "reserve-inventory", reserveInventory)
  await runStage(run, "send-confirmation", sendConfirmation)
  await runStage(run, "record-to-sheet", recordToSheet)
}
