import Stripe from "stripe"
import { readConfig } from "../src/env"
import { renderLetter } from "../src/letters/render-letter"
import { SAMPLE_LETTERS } from "../src/letters/sample-letters"
import { createGoogleToken } from "../src/services/google-token"
import { createInventorySheet } from "../src/services/inventory-sheet"
import { createLogger } from "../src/services/logger"
import { createSlackLowStock } from "../src/services/low-stock"
import { createNotionCatalog } from "../src/services/notion-catalog"
import { openMailSender } from "../src/services/open-mail-sender"
import { createOpenAiReviewer } from "../src/services/openai-reviewer"
import { API_VERSION } from "../src/services/payments"
import { createStripePayments } from "../src/services/stripe-payments"
import { inSpan } from "../src/services/trace"
import { startTracing } from "../src/services/tracing"
import { SHEET_COLUMNS } from "../src/store/orders/sheet-row"

/**
 * Calls every real service that has its variables, once and through the shop's own code, and says of each what came
 * back: `npm run try:services`. Nothing is changed at Stripe, Google and Notion; Slack gets a message that says it is a
 * trial, and TRY_MAIL_TO a sample letter. Ends with 1 when a service that has its variables does not answer well.
 */
const config = readConfig()
const logger = createLogger("silent")
let failed = 0

await attempt("Stripe", config.STRIPE_SECRET_KEY, "STRIPE_SECRET_KEY", async (key) => {
  const stripe = new Stripe(key, { apiVersion: API_VERSION })
  const options = {
    appOrigin: config.appOrigin,
    automaticTax: false,
    shippingRateIds: [],
    allowedCountries: ["US"],
  }
  const sessions = await createStripePayments(stripe, options).listCompletedSessions(
    new Date(Date.now() - 3_600_000),
  )
  return `${sessions.length} sessions were paid in the last hour`
})
await attempt(
  "Google Sheets, orders",
  config.GOOGLE_SERVICE_ACCOUNT_JSON && config.ORDERS_SHEET_ID,
  "GOOGLE_SERVICE_ACCOUNT_JSON and ORDERS_SHEET_ID",
  async (id) => {
    const sheet = await readTab(id, config.ORDERS_SHEET_NAME ?? "Orders")
    const header = sheet.split(/\r?\n/)[0] ?? ""
    if (header !== SHEET_COLUMNS.join(","))
      throw new Error("The tab has another header: run scripts/setup-orders-sheet.mjs.")
    return "the header is there"
  },
)
await attempt(
  "Google Sheets, inventory",
  config.GOOGLE_SERVICE_ACCOUNT_JSON && config.INVENTORY_SHEET_ID,
  "GOOGLE_SERVICE_ACCOUNT_JSON and INVENTORY_SHEET_ID",
  async (id) => {
    const sheet = await readTab(id, config.INVENTORY_SHEET_NAME ?? "Inventory")
    return `${sheet.split("\n").length} lines`
  },
)
const mailer = openMailSender(config)
await attempt(
  `Mail by ${mailer?.name ?? "Resend or SMTP"}`,
  mailer && process.env.TRY_MAIL_TO,
  "RESEND_API_KEY or SMTP_URL, ORDER_EMAIL_FROM, and TRY_MAIL_TO",
  async (to) => {
    await mailer?.send({ key: `trial:${Date.now()}`, to, ...(await renderLetter(SAMPLE_LETTERS.shipment)) })
    return "a sample letter was taken"
  },
)
for (const name of ["ORDER_OPS_SLACK_WEBHOOK_URL", "LOW_STOCK_SLACK_WEBHOOK_URL"] as const) {
  await attempt(`Slack, ${name}`, config[name], name, async (webhookUrl) => {
    const slack = createSlackLowStock({ webhookUrl, mention: undefined, appOrigin: config.appOrigin })
    const item = {
      id: "trial",
      variantId: "trial",
      productName: "A trial of this channel",
      sku: "TRIAL",
      size: "",
      color: "",
      stock: 0,
    }
    await slack.notify([item])
    return "the trial message was taken"
  })
}
await attempt("OpenAI", config.OPENAI_API_KEY, "OPENAI_API_KEY", async (apiKey) => {
  const reviewer = createOpenAiReviewer(
    { apiKey, baseUrl: config.OPENAI_BASE_URL, model: config.INVENTORY_IMPORT_MODEL },
    logger,
  )
  const row = { line: 1, text: "INN-TRIAL,1", matchedVariantId: null, quantity: 1, problem: null }
  const { remarks, note } = await reviewer.review([row], 1)
  if (note?.includes("could not be had")) throw new Error("It gave no review.")
  return `${remarks.length} remarks about one row`
})
await attempt(
  "Notion",
  config.NOTION_TOKEN && config.NOTION_CATALOG_DATABASE_ID,
  "NOTION_TOKEN and NOTION_CATALOG_DATABASE_ID",
  async (databaseId) => {
    const { products } = await createNotionCatalog({ token: config.NOTION_TOKEN ?? "", databaseId }).read()
    return `${products.length} products`
  },
)
await attempt(
  "OpenTelemetry",
  config.OTEL_EXPORTER_OTLP_ENDPOINT,
  "OTEL_EXPORTER_OTLP_ENDPOINT",
  async (endpoint) => {
    const stop = startTracing({
      endpoint,
      headers: config.OTEL_EXPORTER_OTLP_HEADERS,
      serviceName: config.OTEL_SERVICE_NAME ?? "swag-store",
    })
    await inSpan("trial", {}, async () => undefined)
    await stop()
    return "a span named trial was sent; look for it there"
  },
)
process.exit(failed > 0 ? 1 : 0)

async function attempt(
  service: string,
  given: string | undefined,
  variables: string,
  work: (given: string) => Promise<string>,
): Promise<void> {
  if (!given) return console.log(`NOT TRIED  ${service}: set ${variables}`)
  try {
    console.log(`well       ${service}: ${await work(given)}`)
  } catch (error) {
    failed++
    console.log(`FAILED     ${service}: ${error instanceof Error ? error.message : error}`)
  }
}

function readTab(spreadsheetId: string, sheetName: string): Promise<string> {
  const token = createGoogleToken(config.GOOGLE_SERVICE_ACCOUNT_JSON ?? "")
  return createInventorySheet({ spreadsheetId, sheetName, token }).read()
}
