import { describe, expect, it } from "vitest"
import { ConfigurationError, envSchema, readConfig } from "./env"

function problemsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message
    throw error
  }
  return ""
}

describe("the configuration", () => {
  it("starts with nothing set, on stand-ins only", () => {
    const config = readConfig({})
    expect(config.appOrigin).toBe("http://localhost:3000")
    expect(config.world).toEqual({
      database: "pglite",
      payments: "sandbox",
      workflow: "embedded",
      mail: "outbox",
      sheet: "table",
      alerts: "alert-list",
    })
  })

  it("refuses the stand-ins in production and names all that is missing at once", () => {
    const problems = problemsOf({ NODE_ENV: "production" })
    expect(problems).toContain("STRIPE_SECRET_KEY")
    expect(problems).toContain("INNGEST_ENCRYPTION_KEY")
    expect(problems).toContain("NEXT_PUBLIC_APP_URL")
    expect(problems).toContain("DEMO=1")
  })

  it("lets the demo run in production form", () => {
    expect(problemsOf({ NODE_ENV: "production", DEMO: "1" })).toBe("")
  })

  it("asks for the key where several processes may share a database, demo or not", () => {
    const shared = { NODE_ENV: "production", DEMO: "1", DATABASE_URL: "postgres://localhost/swag" }
    expect(problemsOf(shared)).toContain("INNGEST_ENCRYPTION_KEY")
    const key = Buffer.alloc(32, 1).toString("base64")
    expect(problemsOf({ ...shared, INNGEST_ENCRYPTION_KEY: key })).toBe("")
  })

  it("refuses the admin bypass in production, demo or not", () => {
    expect(problemsOf({ NODE_ENV: "production", DEMO: "1", ADMIN_E2E_BYPASS: "1" })).toContain(
      "ADMIN_E2E_BYPASS",
    )
  })

  it("treats an empty variable as unset, whatever its kind", () => {
    const names = Object.keys(envSchema.shape)
    for (const empty of ["", " "]) {
      expect(readConfig(Object.fromEntries(names.map((name) => [name, empty])))).toEqual(readConfig({}))
    }
  })

  it("names all that is wrong at once, what can't be read and what is missing alike, without repeating values", () => {
    const problems = problemsOf({
      NODE_ENV: "production",
      PORT: "http",
      STRIPE_SECRET_KEY: "pk_live_canary",
      STRIPE_WEBHOOK_SECRET: "whsec_one,canary",
      STRIPE_ALLOWED_COUNTRIES: "US,Germany",
      DATABASE_URL: "canary",
      SMTP_URL: "smtp.canary.test",
      GOOGLE_CLIENT_ID: "canary",
      INNGEST_ENCRYPTIONKEY: "canary",
      SWAG_STORE_RESET_SECRET: "canary",
    })
    expect(problems).not.toContain("canary")
    expect(
      problems
        .split("\n")
        .map((line) => /^- (\w+) /.exec(line)?.[1])
        .sort(),
    ).toEqual([
      "DATABASE_URL",
      "GOOGLE_CLIENT_SECRET",
      "INNGEST_ENCRYPTIONKEY",
      "INNGEST_ENCRYPTION_KEY",
      "NEXT_PUBLIC_APP_URL",
      "ORDER_EMAIL_FROM",
      "PORT",
      "SMTP_URL",
      "STRIPE_ALLOWED_COUNTRIES",
      "STRIPE_SECRET_KEY",
      "STRIPE_WEBHOOK_SECRET",
      "SWAG_STORE_RESET_SECRET",
    ])
    expect(problems).toContain("did you mean INNGEST_ENCRYPTION_KEY?")
  })

  it("takes two webhook secrets while one is rotated", () => {
    const rotating = { STRIPE_SECRET_KEY: "rk_test_1", STRIPE_WEBHOOK_SECRET: "whsec_new, whsec_old" }
    expect(problemsOf(rotating)).toBe("")
  })

  it("names a key of the wrong length with the command that makes a right one", () => {
    expect(problemsOf({ INNGEST_ENCRYPTION_KEY: "c2hvcnQ=" })).toContain("openssl rand -base64 32")
  })
})
