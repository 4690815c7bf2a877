import Stripe from "stripe"
import { unixSeconds, type Work } from "../context"
import { newId } from "../identifiers"
import type { Documents, Kind } from "../storage/documents"
import { insertObject } from "../storage/objects"

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
 * Stores an event and its webhook in the caller's transaction: either the change and the promise to tell
 * about it are both kept, or neither is. The object is stored as it is now; later changes do not touch it.
 */
export async function emitEvent(
  work: Work,
  type: EventType,
  object: Documents[Exclude<Kind, "event">],
  previousAttributes?: Record<string, unknown>,
): Promise<void> {
  const wanted = work.enabledEvents.includes("*") || work.enabledEvents.includes(type)
  const event = {
    id: newId("evt"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: unixSeconds(work.now),
    data: { object, ...(previousAttributes ? { previous_attributes: previousAttributes } : {}) },
    livemode: false,
    pending_webhooks: wanted ? 1 : 0,
    request: { id: work.request.id, idempotency_key: work.request.idempotencyKey },
    type,
    // Stripe.Event is a union over every type; which member this is follows from `type`, not from the compiler.
  } as unknown as Stripe.Event
  await insertObject(work.sql, "event", event, {})
  if (!wanted) return
  await work.sql.query("insert into sandbox.deliveries (event_id, next_attempt_at) values ($1, $2)", [
    event.id,
    work.now,
  ])
  work.webhooksQueued += 1
}
