import { watchRequests } from "./http/open-requests"
import type { Shop } from "./wiring"

const DRAIN_MS = 10_000

interface Stops {
  readonly stopBoxes: () => void
  /** Sends the spans that wait. */
  readonly stopTracing: () => Promise<void>
}

/**
 * On SIGTERM or SIGINT: takes no more requests, answers those that are open, lets the engine come to its next
 * durable point, lets go of the database, and ends the process, within ten seconds.
 */
export function shutDownOnSignals(shop: Shop, { stopBoxes, stopTracing }: Stops): void {
  const requests = watchRequests()
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // In production Next would end the process as soon as nothing is being answered, whatever else still runs.
    if (shop.config.production) process.removeAllListeners(signal)
    process.once(signal, () => {
      stopBoxes()
      const late = setTimeout(() => process.exit(1), DRAIN_MS)
      drain(shop, requests.finish())
        .finally(stopTracing)
        .catch((error: unknown) => shop.logger.error({ err: error }, "unclean stop"))
        .finally(() => {
          clearTimeout(late)
          process.exit(0)
        })
    })
  }
}

async function drain(shop: Shop, answered: Promise<void>): Promise<void> {
  await Promise.all([
    answered,
    shop.workflow.engine?.stop({ timeoutMs: DRAIN_MS }),
    shop.payments.sandbox?.stop(),
  ])
  await shop.close()
}
