import { setTimeout as wait } from "node:timers/promises"
import { type OpenRequests, watchRequests } from "./http/open-requests"
import type { Shop } from "./wiring"

const DRAIN_MS = 10_000
/** How long the engine is kept for requests that wait for it. */
const ANSWER_MS = 5_000
/** A platform stops a process that its balancer has only just left; who presses Ctrl-C waits for nobody. */
const LINGER_MS = { SIGTERM: 1_000, SIGINT: 0 }

interface Stops {
  readonly stopBoxes: () => void
  /** Sends the spans that wait. */
  readonly stopTracing: () => Promise<void>
}

/**
 * On SIGTERM or SIGINT: answers the requests that are open and those on their way, takes no more, lets the engine
 * come to its next durable point, lets go of the database, and ends the process, within ten seconds.
 */
export function shutDownOnSignals(shop: Shop, { stopBoxes, stopTracing }: Stops): void {
  const requests = watchRequests()
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // In production Next would end the process as soon as nothing is being answered, whatever else still runs.
    if (shop.config.production) process.removeAllListeners(signal)
    process.once(signal, () => {
      stopBoxes()
      const late = setTimeout(() => process.exit(1), DRAIN_MS)
      drain(shop, requests, LINGER_MS[signal])
        .finally(stopTracing)
        .catch((error: unknown) => shop.logger.error({ err: error }, "unclean stop"))
        .finally(() => {
          clearTimeout(late)
          process.exit(0)
        })
    })
  }
}

async function drain(shop: Shop, requests: OpenRequests, lingerMs: number): Promise<void> {
  const answered = requests.finish(wait(lingerMs))
  await Promise.race([answered, wait(ANSWER_MS)])
  await Promise.all([
    answered,
    shop.workflow.engine?.stop({ timeoutMs: DRAIN_MS }),
    shop.payments.sandbox?.stop(),
  ])
  await shop.close()
}
