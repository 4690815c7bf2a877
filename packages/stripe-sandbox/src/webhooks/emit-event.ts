import Stripe from "stripe"
import { unixSeconds, type Work } from "../context"
import { newId } from "../identifiers"
import type { Documents, Kind } from "../storage/documents"

/** Every event that the sandbox sends. */
export const EVENT_TYPES = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.created",
  "payment_intent.requires_action",
  "payment_intent.processing",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.pending",
  "charge.succeeded",
  "charge.failed",
  "charge.refunded",
  "charge.dispute.created",
  "refund.created",
] as const

export type EventType = (typeof EVENT_TYPES)[number]

/**
 * An event about the object as it is now; later changes do not touch it. It is stored, with its webhook, at the end of the
 * caller's transaction: either the change and the promise to tell about it are both kept, or neither is.
 */
export function emitEvent(
  work: Work,
  type: EventType,
  object: Documents[Exclude<Kind, "event">],
  previousAttributes?: Record<string, unknown>,
): void {
  const wanted = work.enabledEvents.includes("*") || work.enabledEvents.includes(type)
  const id = newId("evt")
  const created = unixSeconds(work.now)
  const event = {
    id,
    object: "event",
    api_version: Stripe.API_VERSION,
    created,
    data: { object, ...(previousAttributes ? { previous_attributes: previousAttributes } : {}) },
    livemode: false,
    pending_webhooks: wanted ? 1 : 0,
    request: { id: work.request.id, idempotency_key: work.request.idempotencyKey },
    type,
  }
  work.emitted.push({ id, created, type, document: JSON.stringify(event), wanted })
}
