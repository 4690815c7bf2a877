import { setTimeout as sleep } from "node:timers/promises"
import DataLoader from "dataloader"
import type { PaymentEvent } from "../store/orders/payment-event"

/** Events of one statement. */
const TOGETHER = 100
/** More being kept at once is a flood. */
const CALM = 4
const LONGEST_WAIT_MS = 1_000
const LOOK_MS = 10

const longest = () => sleep(LONGEST_WAIT_MS, undefined, { ref: false })

export interface Inbox {
  /** Keeps a provider's event until it is handled. When this resolves, it is committed. */
  keep(event: PaymentEvent): Promise<void>
  /** Resolves when no flood of events is being kept, or after a second. */
  calm(): Promise<void>
}

/**
 * The way into the webhooks' inbox: an event alone is written at once, and those that come while others are being written
 * are written together after them, or after a second, should their connection hang. When a write fails each is tried
 * alone, so that one of them cannot fail the others.
 * @param write keeps all of them or none
 */
export function openInbox(write: (events: readonly PaymentEvent[]) => Promise<void>): Inbox {
  let coming = 0
  let writing: Promise<unknown> = Promise.resolve()
  const attempt = (events: readonly PaymentEvent[]) => write(events).then(() => undefined, toError)
  const loader = new DataLoader<PaymentEvent, undefined>(
    async (events) => {
      const attempted = attempt(events)
      writing = attempted
      const failure = await attempted
      if (failure && events.length > 1) return Promise.all(events.map((event) => attempt([event])))
      return events.map(() => failure)
    },
    {
      cache: false,
      maxBatchSize: TOGETHER,
      batchScheduleFn: (dispatch) => void Promise.race([writing, longest()]).then(dispatch),
    },
  )
  return {
    async keep(event) {
      coming++
      try {
        await loader.load(event)
      } finally {
        coming--
      }
    },
    async calm() {
      for (let waitedMs = 0; coming > CALM && waitedMs < LONGEST_WAIT_MS; waitedMs += LOOK_MS) {
        await sleep(LOOK_MS)
      }
    },
  }
}

function toError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure))
}
