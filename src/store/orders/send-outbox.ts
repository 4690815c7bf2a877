import { StoreError } from "../../errors"
import type { Context } from "../context"
import {
  orderCorrectedSchema,
  orderResumeRequestedSchema,
  refundRequestedSchema,
  type StoreEvent,
} from "../events"
import { openDocument } from "../imports/document-parts"
import { requireImportRun } from "../imports/queries"
import { MAX_DOCUMENT_BYTES } from "../inventory/parse-inventory-document"
import { claimOutbox, markOutboxSent } from "../outbox/queries"
import { findOrderWithLines } from "./parts-queries"
import { openPersonalData } from "./personal-data"
import { requireOrder } from "./require-order"
import { findStatusRequest } from "./status-request-queries"

const RETRY_AFTER_MS = 5_000

/**
 * Hands the waiting events to the workflow engine. Events are sent at least once; their ids let the engine take
 * each once. An event that the engine does not take stays and is tried again.
 */
export async function sendOutbox(ctx: Context): Promise<{ readonly sent: number; readonly failed: number }> {
  const retryAt = new Date(ctx.now().getTime() + RETRY_AFTER_MS)
  const claimed = await claimOutbox(ctx.db, ctx.now(), retryAt, 50)
  let sent = 0
  let failure: unknown
  for (const row of claimed) {
    try {
      const event = await eventOf(ctx, row.name, row.payload)
      await ctx.ports.workflow.send({ ...event, id: row.id })
      await markOutboxSent(ctx.db, row.id, ctx.now())
      sent++
    } catch (error) {
      failure = error
    }
  }
  if (failure && sent === 0) throw failure
  return { sent, failed: claimed.length - sent }
}

/** The outbox holds ids; the event is built from the rows as it leaves, so no personal data waits in it. */
async function eventOf(
  ctx: Context,
  name: StoreEvent["name"],
  payload: Record<string, unknown>,
): Promise<StoreEvent> {
  const appOrigin = ctx.ports.config.appOrigin
  if (name === "store/inventory.changed") {
    const { source, reason, variantIds, causeId } = payload as Record<string, string> & {
      variantIds: string[]
    }
    return {
      name,
      data: { appOrigin, source: source ?? "", reason: reason ?? "", variantIds, causeId: causeId ?? "" },
    }
  }
  if (name === "admin/order.status_update.requested") {
    const requestId = String(payload.requestId)
    const request = await findStatusRequest(ctx.db, requestId)
    if (!request) throw new StoreError("NOT_FOUND", `There is no request ${requestId}.`)
    const { orderId, status, tracking, requestedBy } = request
    return {
      name,
      data: {
        appOrigin,
        orderId,
        status,
        ...(tracking ? { tracking } : {}),
        actorEmail: requestedBy,
        requestId,
      },
    }
  }
  if (name === "admin/inventory.document_import.requested") {
    const importRunId = String(payload.importRunId)
    const { requestedBy, sourceName, bytes } = await requireImportRun(ctx.db, importRunId)
    return {
      name,
      data: {
        appOrigin,
        actorEmail: requestedBy,
        sourceName,
        contentType: "text/plain",
        // What is larger than an event stays in the run, where its function reads it.
        documentText: bytes > MAX_DOCUMENT_BYTES ? "" : await openDocument(ctx, importRunId),
        importRunId,
      },
    }
  }
  if (name === "admin/inventory.import.decided") {
    return {
      name,
      data: { appOrigin, importRunId: String(payload.importRunId), approve: payload.approve === true },
    }
  }
  if (name === "admin/order.refund.requested") {
    return { name, data: refundRequestedSchema.parse({ appOrigin, ...payload }) }
  }
  if (name === "store/order.corrected") {
    return { name, data: orderCorrectedSchema.parse({ appOrigin, ...payload }) }
  }
  if (name === "admin/order.resume.requested") {
    return { name, data: orderResumeRequestedSchema.parse({ appOrigin, ...payload }) }
  }
  const orderId = String(payload.orderId)
  const { order, lines } = requireOrder(await findOrderWithLines(ctx.db, orderId), orderId)
  const customer = openPersonalData(ctx.ports.vault, order)
  return {
    name,
    data: {
      appOrigin,
      orderId,
      ...(order.sessionId ? { stripeSessionId: order.sessionId } : {}),
      ...(order.paymentIntentId ? { stripePaymentIntentId: order.paymentIntentId } : {}),
      encrypted: {
        customerEmail: customer.email,
        customerName: customer.name,
        customerPhone: customer.phone,
        shipping: customer.shipping,
      },
      lineItems: lines.map((line) => ({
        productId: line.productId,
        productName: line.productName,
        sku: line.sku,
        variantId: line.variantId,
        size: line.size,
        color: line.color,
        quantity: line.quantity,
        amountTotal: line.amountTotalCents,
      })),
      amountTotal: order.totalCents,
      currency: order.currency,
      discount: order.discountCode ? { code: order.discountCode, amountCents: order.discountCents } : null,
    },
  }
}
