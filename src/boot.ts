import { serveFunctions } from "./inngest/serve"
import { sendOutbox } from "./store/orders/send-outbox"
import { getShop, type Shop } from "./wiring"

const OUTBOX_MS = 1_000
const DRAIN_MS = 10_000

/** Starts everything that runs without being asked: the engine, the sandbox's webhooks, the outbox. */
export async function boot(): Promise<Shop> {
  const shop = await getShop()
  shop.workflow.serve(serveFunctions(shop))
  await shop.workflow.engine?.register()
  await shop.workflow.engine?.start()
  shop.payments.sandbox?.start()
  const stopOutbox = every(
    OUTBOX_MS,
    () => sendOutbox(shop.contextFor({ kind: "system", id: "outbox" })),
    shop,
  )
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stopOutbox()
      void shutDown(shop).finally(() => process.exit(0))
    })
  }
  announce(shop)
  return shop
}

/** Lets what runs come to its next durable point, then lets go of the database. */
async function shutDown(shop: Shop): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, DRAIN_MS).unref())
  const drained = (async () => {
    await shop.workflow.engine?.stop({ timeoutMs: DRAIN_MS })
    await shop.payments.sandbox?.stop()
    await shop.close()
  })()
  await Promise.race([
    drained.catch((error: unknown) => shop.logger.error({ err: error }, "unclean stop")),
    late,
  ])
}

function every(ms: number, work: () => Promise<unknown>, shop: Shop): () => void {
  let stopped = false
  const run = async () => {
    await work().catch((error: unknown) => shop.logger.warn({ err: error }, "outbox not sent"))
    if (!stopped) setTimeout(run, ms).unref()
  }
  setTimeout(run, ms).unref()
  return () => {
    stopped = true
  }
}

/** One line that says which world this is: what is real and what stands in. */
function announce({ config, logger }: Shop): void {
  const { database, payments, workflow, mail, sheet, alerts } = config.world
  logger.info(
    config.world,
    `swag-store at ${config.appOrigin}: database ${database}, payments ${payments}, workflow ${workflow}, mail ${mail}, sheet ${sheet}, alerts ${alerts}${config.DEMO ? " (DEMO: no real payments)" : ""}`,
  )
}
