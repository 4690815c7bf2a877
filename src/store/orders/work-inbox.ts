import type { Context } from "../context"
import { claimInbox, deleteInbox, type InboxRow, postponeInbox } from "./inbox-queries"
import { receivePaymentEvent } from "./receive-payment-event"

/** Few, so that a flood of events leaves the database's connections to the shoppers. */
const AT_ONCE = 4
/** The provider's own requests end long before; a process that died gives its events back with this. */
const LEASE_MS = 30_000
const LONGEST_WAIT_MS = 5 * 60_000
/** Twelve minutes after it was received. */
const ALERT_AFTER = 9

/**
 * Handles the events in the inbox until none is due. One that can't be handled now waits, longer each time, and the
 * operators are told of it; it is never given up.
 * @param calm waits while events are coming faster than they could be handled: to keep them goes first
 * @returns how many were handled, and why others were not
 */
export async function workInbox(
  ctx: Context,
  calm: () => Promise<void> = async () => undefined,
): Promise<{ readonly handled: number; readonly failures: readonly unknown[] }> {
  const failures: unknown[] = []
  let handled = 0
  for (;;) {
    await calm()
    const claimed = await claimInbox(ctx.db, AT_ONCE, LEASE_MS)
    await Promise.all(
      claimed.map(async (row) => {
        try {
          await receivePaymentEvent(ctx, row.event)
          await deleteInbox(ctx.db, row.id)
          handled++
        } catch (error) {
          failures.push(error)
          await postpone(ctx, row)
        }
      }),
    )
    if (claimed.length < AT_ONCE) return { handled, failures }
  }
}

async function postpone(ctx: Context, { id, event, attempts }: InboxRow): Promise<void> {
  await postponeInbox(ctx.db, id, Math.min(2 ** attempts * 1_000, LONGEST_WAIT_MS))
  if (attempts < ALERT_AFTER) return
  await ctx.ports.alerts.raise({
    key: `webhook:${id}`,
    kind: "webhook",
    message: `The provider's event ${id} (${event.type}) could not be handled in ${attempts} attempts.`,
  })
}
