import { drizzleAdapter } from "better-auth/adapters/drizzle"
import { APIError, createAuthEndpoint } from "better-auth/api"
import { setSessionCookie } from "better-auth/cookies"
import { betterAuth } from "better-auth/minimal"
import { magicLink } from "better-auth/plugins"
import { z } from "zod"
import { ROLES } from "../store/people/role"
import { accounts, sessions, users, verifications } from "../store/people/tables"
import type { Shop } from "../wiring"
import { admittedRole, DEMO_PEOPLE, demoSignInAllowed } from "./admission"

const DAYS_7 = 7 * 24 * 60 * 60
/** ASVS 5.0, V6.5.5: what is sent out of band lives ten minutes at most. */
const MINUTES_10 = 10 * 60

export type Auth = ReturnType<typeof createAuth>
/** What of the shop signing in needs. */
export type SignInShop = Pick<Shop, "config" | "vault" | "ports" | "database" | "logger">

const open = new WeakMap<object, Auth>()

/** The sign-in service of the shop, over the shop's own database, mail and secret. */
export function authOf(shop: SignInShop): Auth {
  const known = open.get(shop.database)
  if (known) return known
  const made = createAuth(shop)
  open.set(shop.database, made)
  return made
}

function createAuth(shop: SignInShop) {
  const { config, vault, ports, database, logger } = shop
  const admits = (email: string) => admittedRole(config, email) !== undefined
  return betterAuth({
    appName: "Inngest Swag Store",
    baseURL: config.appOrigin,
    basePath: "/api/auth",
    secret: vault.sign("better-auth secret"),
    trustedOrigins: [config.appOrigin],
    telemetry: { enabled: false },
    logger: {
      level: "error",
      log: (_level, message) => logger.warn({ service: "better-auth" }, message.split("\n")[0] ?? ""),
    },
    database: drizzleAdapter(database.db, {
      provider: "pg",
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    advanced: { cookiePrefix: "swag", database: { validateSchema: false } },
    // A session ends a week after its sign-in: pages are drawn on the server and could not renew its cookie.
    session: { expiresIn: DAYS_7, disableSessionRefresh: true },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 60,
      storage: "memory",
      customRules: {
        "/sign-in/magic-link": { window: 60, max: 10 },
        "/sign-in/social": { window: 60, max: 20 },
        "/sign-in/demo": { window: 60, max: 30 },
      },
    },
    onAPIError: { errorURL: "/sign-in" },
    socialProviders:
      config.GOOGLE_CLIENT_ID && config.GOOGLE_CLIENT_SECRET
        ? { google: { clientId: config.GOOGLE_CLIENT_ID, clientSecret: config.GOOGLE_CLIENT_SECRET } }
        : {},
    account: { accountLinking: { enabled: true, trustedProviders: ["google"] } },
    databaseHooks: {
      user: { create: { before: async ({ email }) => (admits(email) ? undefined : false) } },
      session: {
        create: {
          after: async ({ id, userId }) => logger.info({ sessionId: id, userId }, "signed in"),
        },
      },
      account: {
        create: {
          // Google is asked who someone is, once; what it hands out beside the answer is not kept.
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: MINUTES_10,
        storeToken: "hashed",
        sendMagicLink: async ({ email, url, token }) => {
          // Strangers get the same answer on the page, and no mail.
          if (!admits(email)) {
            logger.info("a sign-in link was asked for by someone who is not listed")
            return
          }
          await ports.mail.send({
            idempotencyKey: `sign-in:${vault.sign(token)}`,
            to: email,
            letter: { kind: "sign-in", url },
          })
        },
      }),
      demoSignIn(shop),
    ],
  })
}

/** One click into the demo store. The endpoint exists only where there is nothing real behind it. */
function demoSignIn({ config }: SignInShop) {
  return {
    id: "demo-sign-in",
    endpoints: {
      signInDemo: createAuthEndpoint(
        "/sign-in/demo",
        { method: "POST", requireHeaders: true, body: z.object({ role: z.enum(ROLES) }) },
        async (ctx) => {
          if (!demoSignInAllowed(config)) throw new APIError("NOT_FOUND")
          const { email, name } = DEMO_PEOPLE[ctx.body.role]
          const { internalAdapter } = ctx.context
          const known = await internalAdapter.findUserByEmail(email)
          const user =
            known?.user ??
            (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: "demo" }))
          const session = await internalAdapter.createSession(user.id)
          await setSessionCookie(ctx, { session, user })
          return ctx.json({ status: true })
        },
      ),
    },
  }
}
