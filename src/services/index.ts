import type { DatabaseHandle } from "../database"
import type { Config } from "../env"
import type { Ports, Vault } from "../store/ports"
import { createAlertList } from "./alert-list"
import { raiseCatalogVersion } from "./catalog-version"
import { createPictures } from "./fetch-picture"
import { createLiveHub, type LiveHub } from "./live-hub"
import { createLogger, type Logger } from "./logger"
import { createOutboxMail } from "./outbox-mail"
import { type OpenPayments, openPayments } from "./payments"
import { createTableSheet } from "./table-sheet"
import { createVault } from "./vault"
import { type OpenWorkflow, openWorkflow } from "./workflow"

export interface Services {
  readonly ports: Ports
  readonly payments: OpenPayments
  readonly workflow: OpenWorkflow
  readonly live: LiveHub
  readonly logger: Logger
  readonly vault: Vault
}

/** What a test may put in place of the network and the clock; production passes none of it. */
export interface Seams {
  /** Takes the sandbox's webhooks instead of the shop's own address. */
  readonly deliverWebhook?: (request: Request) => Promise<Response>
  /** How long the embedded engine waits before an attempt. */
  readonly retryDelayMs?: (attempt: number) => number
  /** Wraps the outside world, to make it fail. */
  readonly wrapPorts?: (ports: Ports) => Ports
}

/** Chooses the real service or its stand-in for every seam. The only place that does. */
export async function openServices(
  config: Config,
  database: DatabaseHandle,
  secrets: readonly Buffer[],
  seams: Seams = {},
): Promise<Services> {
  const logger = createLogger(config.LOG_LEVEL)
  const vault = createVault(secrets)
  const live = await createLiveHub(database.sql)
  live.on("catalog", raiseCatalogVersion)
  const payments = openPayments(config, database, vault, seams.deliverWebhook)
  const workflow = openWorkflow(config, database, secrets, live, logger, seams.retryDelayMs)
  const ports: Ports = {
    payments: payments.payments,
    mail: createOutboxMail(database.db, vault),
    sheet: createTableSheet(database.db, vault),
    alerts: createAlertList(database.db),
    workflow: workflow.port,
    vault,
    pictures: createPictures(),
    config: { appOrigin: config.appOrigin, lowStockThreshold: config.LOW_STOCK_THRESHOLD },
    catalogChanged: () => live.wake("catalog"),
  }
  return { ports: seams.wrapPorts?.(ports) ?? ports, payments, workflow, live, logger, vault }
}
