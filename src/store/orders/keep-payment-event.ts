import type { Context } from "../context"
import { insertInbox } from "./inbox-queries"
import type { PaymentEvent } from "./payment-event"

/**
 * Keeps a provider's event until it is handled. When this resolves the event is committed, and the provider may be
 * told that it was received. One that is known already is not kept twice.
 */
export async function keepPaymentEvent(ctx: Context, event: PaymentEvent): Promise<void> {
  await insertInbox(ctx.db, event)
}
