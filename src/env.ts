import { z } from "zod"
import { malformed, misspelt } from "./env-values"
import { readServiceAccount } from "./service-account"
import { parseAllowlist } from "./store/people/allowlist"
import { ROLES } from "./store/people/role"

const flag = z
  .enum(["0", "1", "true", "false"])
  .default("0")
  .transform((value) => value === "1" || value === "true")
const text = z.string().trim().optional()

/** Every variable the store reads, in the order of `.env.local.example`. Empty counts as unset. */
export const envSchema = z.object({
  NEXT_PUBLIC_APP_URL: text,
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  DEMO: flag,
  DATABASE_URL: text,
  SWAG_DATA_DIR: text,
  STRIPE_SECRET_KEY: text,
  STRIPE_PUBLISHABLE_KEY: text,
  STRIPE_WEBHOOK_SECRET: text,
  STRIPE_AUTOMATIC_TAX: flag,
  STRIPE_SHIPPING_RATE_IDS: text,
  STRIPE_ALLOWED_COUNTRIES: text,
  SHIP_FROM_COUNTRY: z
    .string()
    .regex(/^[A-Z]{2}$/, "use the two letters of ISO 3166, such as US")
    .default("US"),
  SHIP_FROM_ADDRESS: text,
  INNGEST_DEV: text,
  INNGEST_BASE_URL: text,
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
  INNGEST_ENCRYPTION_KEY: text,
  INNGEST_APP_ID: text,
  GOOGLE_SERVICE_ACCOUNT_JSON: text,
  ORDERS_SHEET_ID: text,
  ORDERS_SHEET_NAME: text,
  INVENTORY_SHEET_ID: text,
  INVENTORY_SHEET_NAME: text,
  OPENAI_API_KEY: text,
  OPENAI_BASE_URL: text,
  INVENTORY_IMPORT_MODEL: text,
  RESEND_API_KEY: text,
  SMTP_URL: text,
  ORDER_EMAIL_FROM: text,
  LOW_STOCK_SLACK_WEBHOOK_URL: text,
  LOW_STOCK_SLACK_MENTION: text,
  STRAY_PAYMENTS: z.enum(["refund", "hold"]).default("refund"),
  LOW_STOCK_THRESHOLD: z.coerce.number().int().min(0).default(5),
  ORDER_OPS_SLACK_WEBHOOK_URL: text,
  SWAG_STORE_API_TOKEN: text,
  SWAG_STORE_API_ACTOR_EMAIL: text,
  SWAG_STORE_RESET_SECRET: text,
  METRICS_TOKEN: text,
  ADMIN_EMAIL_ALLOWLIST: text,
  ADMIN_E2E_BYPASS: flag,
  ADMIN_E2E_EMAIL: text,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  NOTION_TOKEN: text,
  NOTION_CATALOG_DATABASE_ID: text,
  OTEL_EXPORTER_OTLP_ENDPOINT: text,
  OTEL_EXPORTER_OTLP_HEADERS: text,
  OTEL_SERVICE_NAME: text,
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  SWAG_FAULT: text,
})

type Environment = z.infer<typeof envSchema>

export interface Config extends Omit<Environment, "NEXT_PUBLIC_APP_URL" | "SWAG_DATA_DIR"> {
  /** Scheme, host and port that shoppers see, without a trailing slash. */
  readonly appOrigin: string
  /** Where the embedded database and its secrets live when there is no DATABASE_URL. */
  readonly dataDir: string
  readonly production: boolean
  /** Variables that look like a known one and are not: boot tells them. */
  readonly hints: readonly string[]
  /** Which side of each seam this process is on; boot prints it and /api/health repeats it. */
  readonly world: {
    readonly database: "postgres" | "pglite"
    readonly payments: "stripe" | "sandbox"
    readonly workflow: "inngest" | "embedded"
    readonly mail: "resend" | "smtp" | "outbox"
    readonly sheet: "google-sheets" | "table"
    readonly alerts: "slack" | "alert-list"
  }
}

/** Thrown when the environment cannot run the store. The message lists every problem with its fix. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError"
}

/**
 * Reads the environment into a typed Config and reports all problems together, each with what to set.
 * @throws ConfigurationError
 */
export function readConfig(source: Readonly<Record<string, string | undefined>> = process.env): Config {
  const { env, unreadable } = parse(source)
  const config: Config = {
    ...env,
    appOrigin: originOf(env.NEXT_PUBLIC_APP_URL) ?? `http://localhost:${env.PORT}`,
    dataDir: env.SWAG_DATA_DIR ?? ".data",
    production: source.NODE_ENV === "production",
    hints: misspelt(source, Object.keys(envSchema.shape)),
    world: {
      database: env.DATABASE_URL ? "postgres" : "pglite",
      payments: env.STRIPE_SECRET_KEY ? "stripe" : "sandbox",
      workflow:
        (env.INNGEST_DEV && env.INNGEST_DEV !== "0" && env.INNGEST_DEV !== "false") ||
        env.INNGEST_BASE_URL ||
        env.INNGEST_EVENT_KEY ||
        env.INNGEST_SIGNING_KEY
          ? "inngest"
          : "embedded",
      mail: env.RESEND_API_KEY ? "resend" : env.SMTP_URL ? "smtp" : "outbox",
      sheet: env.GOOGLE_SERVICE_ACCOUNT_JSON && env.ORDERS_SHEET_ID ? "google-sheets" : "table",
      alerts: env.ORDER_OPS_SLACK_WEBHOOK_URL ? "slack" : "alert-list",
    },
  }
  const problems = [...unreadable, ...problemsOf(config, env)]
  if (problems.length > 0) {
    throw new ConfigurationError([...problems, ...config.hints].map((line) => `- ${line}`).join("\n"))
  }
  return config
}

/** What can be read, with the defaults in the place of what cannot, so that all else is looked at as well. */
function parse(source: Readonly<Record<string, string | undefined>>): {
  readonly env: Environment
  readonly unreadable: string[]
} {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const parsed = envSchema.safeParse(given)
  if (parsed.success) return { env: parsed.data, unreadable: [] }
  const { issues } = parsed.error
  for (const issue of issues) delete given[String(issue.path[0])]
  return {
    env: envSchema.parse(given),
    unreadable: issues.map(({ path: [name], message }) => `${String(name)} can't be read. ${message}.`),
  }
}

function problemsOf(config: Config, env: Environment): string[] {
  const problems: string[] = []
  if (env.NEXT_PUBLIC_APP_URL && !originOf(env.NEXT_PUBLIC_APP_URL)) {
    problems.push(
      "NEXT_PUBLIC_APP_URL is not a URL: set it to the shop's origin, such as https://swag.example.com.",
    )
  }
  if (env.STRIPE_SECRET_KEY && !env.STRIPE_WEBHOOK_SECRET) {
    problems.push(
      "STRIPE_WEBHOOK_SECRET is missing: copy the whsec_… of the endpoint, or of `stripe listen`.",
    )
  }
  problems.push(...malformed(env))
  if (env.INNGEST_ENCRYPTION_KEY && !env.INNGEST_ENCRYPTION_KEY.split(",").every(isKey)) {
    problems.push(
      "INNGEST_ENCRYPTION_KEY must be 32 bytes in base64: make one with `openssl rand -base64 32`.",
    )
  }
  if (env.GOOGLE_SERVICE_ACCOUNT_JSON && !readServiceAccount(env.GOOGLE_SERVICE_ACCOUNT_JSON)) {
    problems.push(
      "GOOGLE_SERVICE_ACCOUNT_JSON is not a service account's key file in base64: make it with `base64 -w0 key.json`.",
    )
  }
  if ((env.RESEND_API_KEY || env.SMTP_URL) && !env.ORDER_EMAIL_FROM) {
    problems.push(
      "ORDER_EMAIL_FROM is missing: set the sender that your mailer may use, such as `Swag <swag@example.com>`.",
    )
  }
  for (const entry of parseAllowlist(env.ADMIN_EMAIL_ALLOWLIST).unreadable) {
    problems.push(
      `ADMIN_EMAIL_ALLOWLIST has "${entry}": write email or email:role, with one of the roles ${ROLES.join(", ")}.`,
    )
  }
  if (!config.production) return problems
  if (env.ADMIN_E2E_BYPASS) {
    problems.push("ADMIN_E2E_BYPASS is for local runs and is refused in production: remove it.")
  }
  // A demo's own data stands beside the key it made itself. A database that others share does not.
  if (!env.INNGEST_ENCRYPTION_KEY && (!env.DEMO || env.DATABASE_URL)) {
    problems.push(
      "INNGEST_ENCRYPTION_KEY is missing, so personal data could not be read by every process of the shop: make one with `openssl rand -base64 32` and give it to all of them.",
    )
  }
  if (!env.DEMO) {
    if (config.world.payments === "sandbox") {
      problems.push(
        "STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET are missing and the payment sandbox is refused in production: set both, or set DEMO=1 to run the demo store, which takes no real payments.",
      )
    }
    if (!env.NEXT_PUBLIC_APP_URL) {
      problems.push(
        "NEXT_PUBLIC_APP_URL is missing: set it to the shop's origin, such as https://swag.example.com.",
      )
    }
  }
  for (const name of ["SWAG_STORE_API_TOKEN", "SWAG_STORE_RESET_SECRET", "METRICS_TOKEN"] as const) {
    const secret = env[name]
    if (secret && secret.length < 24)
      problems.push(`${name} is too short to be a secret: use 24 characters or more.`)
  }
  return problems
}

function originOf(url: string | undefined): string | undefined {
  if (!url || !URL.canParse(url)) return undefined
  const { origin } = new URL(url)
  return origin === "null" ? undefined : origin
}

function isKey(base64: string): boolean {
  return Buffer.from(base64.trim(), "base64").length === 32
}

/** Whether this is `next build`, which must not open the database. */
export function readBuildPhase(): boolean {
  return process.env.NEXT_PHASE === "phase-production-build"
}

/** Whether this is the production form, for code that runs before there is a Config. */
export function readProduction(): boolean {
  return process.env.NODE_ENV === "production"
}
