import type { DatabaseHandle } from "../database"
import type { Config } from "../env"
import { BUNDLED_CATALOG } from "../store/catalog/bundled-catalog"
import type { Database } from "../store/context"
import type { Ports, Vault } from "../store/ports"
import { createAlertList } from "./alert-list"
import type { Backlog } from "./backlog"
import { raiseCatalogVersion } from "./catalog-version"
import { type Clock, openDatabaseClock } from "./database-clock"
import { createDocuments } from "./documents"
import { createPictures } from "./fetch-picture"
import { createGoogleSheet } from "./google-sheet"
import { createGoogleToken } from "./google-token"
import { createInventorySheet } from "./inventory-sheet"
import { createKeptMail } from "./kept-mail"
import { createLiveHub, type LiveHub } from "./live-hub"
import { createLogger, type Logger } from "./logger"
import { createLowStockAlerts, createSlackLowStock } from "./low-stock"
import { createNotionCatalog } from "./notion-catalog"
import { openMailSender } from "./open-mail-sender"
import { createOpenAiReviewer } from "./openai-reviewer"
import { type OpenPayments, openPayments } from "./payments"
import { createSlackAlerts } from "./slack-alerts"
import { createTableSheet } from "./table-sheet"
import { createVault } from "./vault"
import { type OpenWorkflow, openWorkflow } from "./workflow"

export interface Services {
  readonly ports: Ports
  readonly payments: OpenPayments
  readonly workflow: OpenWorkflow
  readonly live: LiveHub
  /** What "now" means to the store's rules. */
  readonly clock: Clock
  readonly logger: Logger
  readonly vault: Vault
  /** What real services have not taken yet; the sweep hands it over again. */
  readonly backlogs: readonly Backlog[]
}

/** What a test may put in place of the network and the clock; production passes none of it. */
export interface Seams {
  /** An open database in place of the one that the configuration names; whoever opened it closes it. */
  readonly database?: DatabaseHandle
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
  const clock = await openDatabaseClock(database.sql)
  const live = await createLiveHub(database.sql)
  live.on("catalog", raiseCatalogVersion)
  const payments = openPayments(config, database, vault, clock, seams.deliverWebhook)
  const workflow = openWorkflow(config, database, secrets, live, logger, seams.retryDelayMs)
  const { alerts, sheet, backlogs } = openBacklogs(config, database.db, vault, logger)
  const ports: Ports = {
    payments: payments.payments,
    mail: createKeptMail(database.db, vault, openMailSender(config)),
    sheet,
    alerts,
    lowStock: config.LOW_STOCK_SLACK_WEBHOOK_URL
      ? createSlackLowStock({
          webhookUrl: config.LOW_STOCK_SLACK_WEBHOOK_URL,
          mention: config.LOW_STOCK_SLACK_MENTION,
          appOrigin: config.appOrigin,
        })
      : createLowStockAlerts(alerts),
    reviewer: config.OPENAI_API_KEY
      ? createOpenAiReviewer(
          {
            apiKey: config.OPENAI_API_KEY,
            baseUrl: config.OPENAI_BASE_URL,
            model: config.INVENTORY_IMPORT_MODEL,
          },
          logger,
        )
      : { review: async () => ({ remarks: [], note: null }) },
    documents: createDocuments(),
    inventorySheet:
      config.GOOGLE_SERVICE_ACCOUNT_JSON && config.INVENTORY_SHEET_ID
        ? createInventorySheet({
            spreadsheetId: config.INVENTORY_SHEET_ID,
            sheetName: config.INVENTORY_SHEET_NAME ?? "Inventory",
            token: createGoogleToken(config.GOOGLE_SERVICE_ACCOUNT_JSON),
          })
        : null,
    workflow: workflow.port,
    vault,
    pictures: createPictures(),
    catalogSource:
      config.NOTION_TOKEN && config.NOTION_CATALOG_DATABASE_ID
        ? createNotionCatalog({ token: config.NOTION_TOKEN, databaseId: config.NOTION_CATALOG_DATABASE_ID })
        : { read: async () => ({ name: "bundled-catalogue", products: BUNDLED_CATALOG }) },
    config: {
      appOrigin: config.appOrigin,
      lowStockThreshold: config.LOW_STOCK_THRESHOLD,
      shipFrom: {
        country: config.SHIP_FROM_COUNTRY,
        address: (config.SHIP_FROM_ADDRESS ?? "")
          .split(",")
          .map((line) => line.trim())
          .filter(Boolean),
      },
      strayPayments: config.STRAY_PAYMENTS,
    },
    catalogChanged: () => live.wake("catalog"),
  }
  return {
    ports: seams.wrapPorts?.(ports) ?? ports,
    payments,
    workflow,
    live,
    clock,
    logger,
    vault,
    backlogs,
  }
}

/** The sheet and the alerts: always in the database, and with an account in Google's and Slack's hands as well. */
function openBacklogs(config: Config, db: Database, vault: Vault, logger: Logger) {
  const table = createTableSheet(db, vault)
  const list = createAlertList(db)
  const sheet =
    config.GOOGLE_SERVICE_ACCOUNT_JSON && config.ORDERS_SHEET_ID
      ? createGoogleSheet(
          table,
          db,
          vault,
          {
            spreadsheetId: config.ORDERS_SHEET_ID,
            sheetName: config.ORDERS_SHEET_NAME ?? "Orders",
            token: createGoogleToken(config.GOOGLE_SERVICE_ACCOUNT_JSON),
          },
          logger,
        )
      : undefined
  const slack = config.ORDER_OPS_SLACK_WEBHOOK_URL
    ? createSlackAlerts(
        list,
        db,
        { webhookUrl: config.ORDER_OPS_SLACK_WEBHOOK_URL, appOrigin: config.appOrigin },
        logger,
      )
    : undefined
  const backlogs: Backlog[] = [sheet, slack].filter((one) => one !== undefined)
  return { sheet: sheet ?? table, alerts: slack ?? list, backlogs }
}
