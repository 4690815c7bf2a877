import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type DatabaseHandle, openDatabase } from "../database"
import { readConfig } from "../env"
import { createKeptMail } from "../services/kept-mail"
import { createLogger } from "../services/logger"
import { listOutboxMessages } from "../services/outbox-mail"
import { createVault } from "../services/vault"
import { deleteSession, listOpenSessions, upsertPersonRole } from "../store/people/queries"
import type { Ports } from "../store/ports"
import { authOf, type SignInShop } from "./auth"
import { findOperator, requirePermission } from "./session"
import { askAuth } from "./sign-in"

const ORIGIN = "http://localhost:3000"
const vault = createVault([Buffer.alloc(32, 7)])
let database: DatabaseHandle

beforeAll(async () => {
  database = await openDatabase({})
  await database.migrate()
})
afterAll(() => database.close())

function shopWith(environment: Record<string, string>): SignInShop {
  return {
    config: readConfig(environment),
    vault,
    // Each shop needs a sign-in service of its own, over the same rows.
    database: { ...database },
    logger: createLogger("silent"),
    ports: { mail: createKeptMail(database.db, vault) } as unknown as Ports,
  }
}

let callers = 0

/** Each from an address of its own, as limits count by address. */
function requestFrom(headers: Record<string, string>): Request {
  const address = `192.0.2.${++callers}`
  return new Request(`${ORIGIN}/sign-in`, {
    method: "POST",
    headers: { origin: ORIGIN, "x-forwarded-for": address, ...headers },
  })
}

function cookiesOf(response: Response): Headers {
  const pairs = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0])
  return new Headers({ cookie: pairs.join("; ") })
}

async function demoCookies(shop: SignInShop, role: string): Promise<Headers> {
  return cookiesOf(await askAuth(shop, requestFrom({}), "/sign-in/demo", { role }))
}

async function linkMailedTo(shop: SignInShop, email: string): Promise<string | undefined> {
  await askAuth(shop, requestFrom({}), "/sign-in/magic-link", { email, callbackURL: "/admin" })
  const message = (await listOutboxMessages(database.db, vault)).find(({ to }) => to === email)
  return message?.text.match(/https?:\/\/\S+/)?.[0]
}

describe("the demo sign-in", () => {
  test("lets anyone into a store that has nothing real behind it, in the role they choose", async () => {
    const shop = shopWith({})
    const operator = await findOperator(shop, await demoCookies(shop, "packer"))
    expect(operator).toMatchObject({ email: "demo-packer@swag.invalid", role: "packer" })
  })

  test("does not exist where a real mailer, or production, is behind the store", async () => {
    const real: Record<string, string>[] = [
      { SMTP_URL: "smtp://localhost", ORDER_EMAIL_FROM: "Swag <swag@shop.test>" },
      { DATABASE_URL: "postgres://localhost/swag" },
      {
        NODE_ENV: "production",
        NEXT_PUBLIC_APP_URL: ORIGIN,
        STRIPE_SECRET_KEY: "sk_test_1",
        STRIPE_WEBHOOK_SECRET: "whsec_1",
        INNGEST_ENCRYPTION_KEY: Buffer.alloc(32).toString("base64"),
      },
    ]
    for (const environment of real) {
      const shop = shopWith(environment)
      const answered = await askAuth(shop, requestFrom({}), "/sign-in/demo", { role: "admin" })
      expect(answered.status).toBe(404)
    }
  })

  test("leaves no way in once the store has become real", async () => {
    const cookies = await demoCookies(shopWith({}), "admin")
    expect(
      await findOperator(
        shopWith({ SMTP_URL: "smtp://localhost", ORDER_EMAIL_FROM: "Swag <swag@shop.test>" }),
        cookies,
      ),
    ).toBeUndefined()
  })
})

test("asking for links again and again from one address is refused with a time to wait", async () => {
  const shop = shopWith({})
  const ask = () =>
    askAuth(shop, requestFrom({ "x-forwarded-for": "198.51.100.1" }), "/sign-in/magic-link", {
      email: "nobody@example.com",
    })
  const answers = await Promise.all(Array.from({ length: 11 }, ask))
  const refused = answers.find(({ status }) => status === 429)
  expect(refused?.headers.get("x-retry-after")).toMatch(/^\d+$/)
})

describe("the mailed link", () => {
  const listed = { ADMIN_EMAIL_ALLOWLIST: "ada@example.com, pat@example.com:packer" }

  test("signs in who is on the allow-list, with the list's role, once", async () => {
    const shop = shopWith(listed)
    const link = await linkMailedTo(shop, "pat@example.com")
    const answered = await authOf(shop).handler(new Request(link ?? ""))
    expect(answered.status).toBe(302)
    expect(answered.headers.get("location")).toBe(`${ORIGIN}/admin`)
    expect(await findOperator(shop, cookiesOf(answered))).toMatchObject({ role: "packer" })
    const again = await authOf(shop).handler(new Request(link ?? ""))
    expect(again.headers.get("location")).toContain("error=INVALID_TOKEN")
    expect(again.headers.getSetCookie().join()).not.toContain("session_token")
  })

  test("lives ten minutes at most, and its use stands in the log without an address", async () => {
    const shop = shopWith(listed)
    const lines: unknown[] = []
    shop.logger.info = (...line: unknown[]) => void lines.push(line)
    const link = await linkMailedTo(shop, "ada@example.com")
    const { rows } = await database.sql.query<{ seconds: number }>(
      "select extract(epoch from max(expires_at) - now())::float8 as seconds from verifications",
    )
    expect(rows[0]?.seconds).toBeLessThanOrEqual(600)
    await authOf(shop).handler(new Request(link ?? ""))
    await linkMailedTo(shop, "stranger@example.com")
    expect(lines).toEqual([
      [{ sessionId: expect.any(String), userId: expect.any(String) }, "signed in"],
      ["a sign-in link was asked for by someone who is not listed"],
    ])
  })

  test("is not mailed to strangers, who get the same answer", async () => {
    const shop = shopWith(listed)
    const body = { email: "stranger@example.com", callbackURL: "/admin" }
    const answered = await askAuth(shop, requestFrom({}), "/sign-in/magic-link", body)
    expect(await answered.json()).toEqual({ status: true })
    expect(await linkMailedTo(shop, "stranger@example.com")).toBeUndefined()
  })

  test("lets nobody in who has left the list since", async () => {
    const shop = shopWith(listed)
    const answered = await authOf(shop).handler(
      new Request((await linkMailedTo(shop, "ada@example.com")) ?? ""),
    )
    const cookies = cookiesOf(answered)
    expect(await findOperator(shop, cookies)).toMatchObject({ email: "ada@example.com", role: "admin" })
    expect(
      await findOperator(shopWith({ ADMIN_EMAIL_ALLOWLIST: "other@example.com" }), cookies),
    ).toBeUndefined()
  })
})

describe("a session", () => {
  test("ends at once when its row is deleted", async () => {
    const shop = shopWith({})
    const cookies = await demoCookies(shop, "viewer")
    const operator = await findOperator(shop, cookies)
    await deleteSession(database.db, operator?.sessionId ?? "")
    expect(await findOperator(shop, cookies)).toBeUndefined()
    const open = await listOpenSessions(database.db, new Date())
    expect(open.map(({ id }) => id)).not.toContain(operator?.sessionId)
  })

  test("is not opened by a changed cookie", async () => {
    const shop = shopWith({})
    const cookies = await demoCookies(shop, "admin")
    const forged = new Headers({ cookie: (cookies.get("cookie") ?? "").replace(/.(?=[^.]{5}$)/, "#") })
    expect(await findOperator(shop, forged)).toBeUndefined()
    expect(await findOperator(shop, new Headers())).toBeUndefined()
  })

  test("has the role given at the desk from the next request on", async () => {
    const shop = shopWith({})
    const cookies = await demoCookies(shop, "advocate")
    const row = {
      email: "demo-advocate@swag.invalid",
      role: "viewer" as const,
      changedBy: "test",
      changedAt: new Date(),
    }
    await upsertPersonRole(database.db, row)
    expect(await findOperator(shop, cookies)).toMatchObject({ role: "viewer" })
  })
})

describe("the end-to-end bypass", () => {
  const bypass = { ADMIN_E2E_BYPASS: "1", ADMIN_E2E_EMAIL: "Sterling@example.com" }

  test("signs every local request in as the configured address", async () => {
    expect(await findOperator(shopWith(bypass), new Headers())).toMatchObject({
      email: "sterling@example.com",
      role: "admin",
      sessionId: null,
    })
  })

  test("is ignored when the process runs in production, whatever is set", async () => {
    const shop = shopWith(bypass)
    const production = { ...shop, config: { ...shop.config, production: true } }
    expect(await findOperator(production, new Headers())).toBeUndefined()
  })

  test("keeps a production store from starting", () => {
    expect(() => readConfig({ NODE_ENV: "production", DEMO: "1", ADMIN_E2E_BYPASS: "1" })).toThrow(
      /ADMIN_E2E_BYPASS/,
    )
  })
})

test("a role without the permission is refused, and nobody at all is asked to sign in", () => {
  const viewer = { email: "v@example.com", name: "V", role: "viewer" as const, sessionId: null }
  expect(requirePermission(viewer, "orders:read")).toBe(viewer)
  expect(() => requirePermission(viewer, "orders:write")).toThrow(/role viewer/)
  expect(() => requirePermission(undefined, "desk:read")).toThrow(/Sign in/)
})
