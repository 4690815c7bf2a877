import type { Context } from "../context"
import { insertInbox } from "./inbox-queries"
import type { PaymentEvent } from "./payment-event"

/**
 * Keeps a provider's events until they are handled, all of them or none. When this resolves they are committed, and the
 * provider may be told that they were received. One that is known already is not kept twice.
 */
export async function keepPaymentEvents(ctx: Context, events: readonly PaymentEvent[]): Promise<void> {
  await insertInbox(ctx.db, events)
}
