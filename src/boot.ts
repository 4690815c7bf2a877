import { POST as postWebhook } from "./app/api/webhooks/stripe/route"
import type { Config } from "./env"
import { answerBeforeNext } from "./http/answer-before-next"
import { servePagesFromMemory } from "./http/pages/serve-from-memory"
import { appendPeerAddresses } from "./http/peer-address"
import { nameStreamSockets } from "./http/stream-sockets"
import { serveFunctions } from "./inngest/serve"
import { shutDownOnSignals } from "./shut-down"
import { sendOutbox } from "./store/orders/send-outbox"
import { getShop, type Shop } from "./wiring"

const BOXES_MS = 1_000
const NO_PARAMS = { params: Promise.resolve({}) }

/** Starts everything that runs without being asked: the engine, the sandbox's webhooks, the inbox and the outbox. */
export async function boot(): Promise<Shop> {
  appendPeerAddresses()
  nameStreamSockets()
  const shop = await getShop()
  const stopTracing = await traced(shop.config)
  // The development server keeps no page, and compiles a route when it is asked for.
  if (shop.config.production) {
    servePagesFromMemory()
    answerBeforeNext("/api/webhooks/stripe", (request) => postWebhook(request, NO_PARAMS))
  }
  shop.workflow.serve(serveFunctions(shop))
  await shop.workflow.engine?.register()
  await shop.workflow.engine?.start()
  shop.payments.sandbox?.start()
  const stopBoxes = every(
    BOXES_MS,
    async () => {
      shop.drainInbox()
      await sendOutbox(shop.contextFor({ kind: "system", id: "outbox" }))
    },
    shop,
  )
  shutDownOnSignals(shop, { stopBoxes, stopTracing })
  announce(shop)
  return shop
}

/** Spans to the collector, when there is one. Without it nothing of the tracer is loaded. */
async function traced(config: Config): Promise<() => Promise<void>> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT
  if (!endpoint) return async () => undefined
  const { startTracing } = await import("./services/tracing")
  return startTracing({
    endpoint,
    headers: config.OTEL_EXPORTER_OTLP_HEADERS,
    serviceName: config.OTEL_SERVICE_NAME ?? "swag-store",
  })
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
  for (const hint of config.hints) logger.warn(hint)
  const { database, payments, workflow, mail, sheet, alerts } = config.world
  logger.info(
    config.world,
    `swag-store at ${config.appOrigin}: database ${database}, payments ${payments}, workflow ${workflow}, mail ${mail}, sheet ${sheet}, alerts ${alerts}${config.DEMO ? " (DEMO: no real payments)" : ""}`,
  )
}
