import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { listOperations } from "../../src/agent-api/registry"
import { SCOPES } from "../../src/store/access/api-token"
import { can, ROLES, type Role } from "../../src/store/people/role"
import { buy } from "../support/buy"
import { exampleOf, type GuardedAction, guardTable, listActions, listRoutes } from "../support/guards"
import { prepareServer, type StoreServer } from "../support/server"
import { cookiesOf, signInAs } from "../support/sign-in"
import { requireBuild } from "../support/survive-kill"

/** The addresses under /admin that strangers may open: they show orders without anybody's data. */
const OPEN_AT_THE_DESK = ["/admin", "/admin/tracker"]
const READ_SCOPES = SCOPES.filter((scope) => scope.endsWith(":read"))

type Caller = Role | "stranger" | "customer" | "revoked" | "read-only token"

requireBuild()
const routes = listRoutes()
const actions = listActions()
let server: StoreServer
/** What each caller sends along. */
const callers = new Map<Caller, Record<string, string>>()
let readOnly = ""

beforeAll(async () => {
  server = await prepareServer()
  await server.start()
  for (const role of ROLES) callers.set(role, { cookie: await signInAs(role, server.origin) })
  const make = actions.find(({ name }) => name === "makeToken")
  if (!make) throw new Error("There is no action that makes tokens")
  const made = await act(make, callers.get("admin") ?? {}, [
    ["name", "read only"],
    ...READ_SCOPES.map((scope) => ["scopes[]", scope] as const),
    ...["expiresInDays", "ordersPerDay", "compDollarsPerDay", "stockUnitsPerDay"].map(
      (name) => [name, ""] as const,
    ),
  ])
  readOnly = /swag_\w+/.exec(made)?.[0] ?? ""
  const { confirmationUrl } = await buy(server.origin)
  const revoked = await signInAs("admin", server.origin)
  await fetch(`${server.origin}/sign-in/out`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: revoked, origin: server.origin },
  })
  callers.set("stranger", {})
  callers.set("customer", { cookie: cookiesOf(await fetch(confirmationUrl, { redirect: "manual" })) })
  callers.set("revoked", { cookie: revoked })
  callers.set("read-only token", { authorization: `Bearer ${readOnly}` })
}, 180_000)
afterAll(() => server.kill("SIGKILL"))

it("the table of guards is what the build says", async () => {
  await expect(guardTable()).toMatchFileSnapshot("../../docs/guards.md")
})

it("the callers are who they should be", () => {
  expect(readOnly).toMatch(/^swag_\w{36}$/)
  expect(callers.get("customer")?.cookie).toMatch(/^swag_ord_/)
  expect(callers.size).toBe(ROLES.length + 4)
})

describe("what is behind the desk", () => {
  const guarded = routes.filter(
    ({ path }) => /^\/(?:admin|engine)\//.test(path) && !OPEN_AT_THE_DESK.includes(path),
  )

  it("is everything under /admin but the public tracker, and the engine", () => {
    expect(guarded.length).toBeGreaterThan(15)
    for (const { path, permission } of guarded)
      expect(permission, `${path} names no permission`).toBeDefined()
  })

  it.each(guarded)(
    "$path is closed to everyone without its permission",
    async ({ path, kind, permission }) => {
      for (const [who, headers] of callers) {
        const response = await fetch(`${server.origin}${exampleOf(path)}`, { headers, redirect: "manual" })
        const signedIn = ROLES.some((role) => role === who)
        if (signedIn && permission && can(who as Role, permission)) {
          expect([200, 404], `${who} at ${path}`).toContain(response.status)
        } else if (!signedIn && (kind === "page" || path.startsWith("/engine"))) {
          expect(response.status, `${who} at ${path}`).toBe(307)
          expect(response.headers.get("location"), path).toMatch(/^\/sign-in\?next=%2F(?:admin|engine)/)
        } else {
          expect(response.status, `${who} at ${path}`).toBe(signedIn ? 403 : 401)
        }
        await response.arrayBuffer()
      }
    },
  )
})

describe("every server action", () => {
  it("declares its permission", () => {
    expect(actions.length).toBeGreaterThan(30)
    for (const { name, source, permission } of actions)
      expect(permission, `${name} in ${source}`).toBeDefined()
  })

  it.each(actions)("$name of $source refuses everyone without its permission", async (action) => {
    for (const [who, headers] of callers) {
      const answer = await act(action, headers)
      const signedIn = ROLES.some((role) => role === who)
      const refusal = /"type":"(UNAUTHORIZED|FORBIDDEN)"/.exec(answer)?.[1]
      const allowed = signedIn && action.permission && can(who as Role, action.permission)
      expect(refusal, `${who} at ${action.name}: ${answer.slice(0, 300)}`).toBe(
        allowed ? undefined : signedIn ? "FORBIDDEN" : "UNAUTHORIZED",
      )
      // Nobody typed anything, so those who may get as far as the form's own checks.
      if (allowed) expect(answer, `${who} at ${action.name}`).toMatch(/"status":"(?:failed|done)"/)
    }
  })
})

describe("every handler", () => {
  it("declares its guard", () => {
    const handlers = routes.filter(({ kind }) => kind === "route")
    expect(handlers.length).toBeGreaterThan(25)
    for (const { source, text } of handlers) {
      expect(text, `${source} has a handler without a guard`).toMatch(/\b(?:deskRoute|route)(?:<[^>]*>)?\(/)
      expect(text, source).not.toMatch(/export (?:async )?function (?:GET|POST|PUT|PATCH|DELETE)\b/)
    }
  })

  it("of the machine interfaces refuses whoever brings no credential, cookies of the desk included", async () => {
    const closed: [string, string][] = [
      ["POST", "/api/mcp"],
      ["GET", "/api/ai/products"],
      ["POST", "/api/ai/products"],
      ["POST", "/api/ai/discount-codes"],
      ["POST", "/api/ai/orders"],
      ["POST", "/api/inventory/reset"],
      ["POST", "/api/webhooks/stripe"],
      ["POST", "/api/inngest?fnId=swag-store-fulfill-order&stepId=step"],
    ]
    for (const [who, headers] of callers) {
      if (who === "read-only token") continue
      for (const [method, path] of closed) {
        const response = await fetch(`${server.origin}${path}`, {
          method,
          headers: { ...headers, "content-type": "application/json" },
          ...(method === "POST" ? { body: "{}" } : {}),
        })
        expect([400, 401, 403], `${who}: ${method} ${path}`).toContain(response.status)
      }
    }
  })
})

describe("every tool", () => {
  it.each(listOperations())(
    "$name is closed to a read-only token unless it only reads",
    async ({ name, scopes }) => {
      const response = await fetch(`${server.origin}/api/mcp`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${readOnly}`,
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
        },
        body: JSON.stringify({
          jsonrpc: "2.0",
          id: 1,
          method: "tools/call",
          params: { name, arguments: {} },
        }),
      })
      const { error } = (await response.json()) as { error?: { code: number } }
      const refused = error?.code === -32003
      expect(refused, JSON.stringify(error)).toBe(scopes.some((scope) => !READ_SCOPES.includes(scope)))
    },
  )
})

/** Posts to a server action as React's runtime does: nothing before, and a form with these fields. */
async function act(
  { id, page }: GuardedAction,
  headers: Record<string, string>,
  fields: readonly (readonly [string, string])[] = [],
): Promise<string> {
  const body = new FormData()
  for (const [name, value] of fields) body.append(`_1_${name}`, value)
  body.append("0", '["$undefined","$K1"]')
  const response = await fetch(`${server.origin}${page}`, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, "next-action": id, accept: "text/x-component", origin: server.origin },
    body,
  })
  return response.text()
}
