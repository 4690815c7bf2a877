import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { can, type Permission, ROLES, type Role } from "../../src/store/people/role"
import { prepareServer, type StoreServer } from "../support/server"
import { requireBuild } from "../support/survive-kill"

/** The addresses under /admin that strangers may open: they show orders without anybody's data. */
const OPEN_AT_THE_DESK = ["/admin", "/admin/tracker"]

let server: StoreServer
/** A role's cookie; a signed-out browser has none. */
const cookies = new Map<Role | "stranger", string>([["stranger", ""]])
const routes = routesOfTheBuild()

beforeAll(async () => {
  requireBuild()
  server = await prepareServer()
  await server.start()
  for (const role of ROLES) cookies.set(role, await signIn(role))
})
afterAll(() => server.kill("SIGKILL"))

describe("what is behind the desk", () => {
  const guarded = routes.filter(
    ({ path }) => /^\/(?:admin|engine)\//.test(path) && !OPEN_AT_THE_DESK.includes(path),
  )

  it("is everything under /admin but the public tracker, and the engine", () => {
    expect(guarded.length).toBeGreaterThan(15)
    for (const { path, permission } of guarded)
      expect(permission, `${path} names no permission`).toBeDefined()
  })

  it.each(guarded)("$path is closed to strangers and to roles without its permission", async (route) => {
    for (const [who, cookie] of cookies) {
      const response = await fetch(`${server.origin}${example(route.path)}`, {
        headers: { cookie },
        redirect: "manual",
      })
      const allowed = who !== "stranger" && can(who, route.permission as Permission)
      if (allowed) {
        expect([200, 404], `${who} at ${route.path}`).toContain(response.status)
      } else if (who === "stranger" && (route.kind === "page" || route.path.startsWith("/engine"))) {
        expect(response.status, route.path).toBe(307)
        expect(response.headers.get("location"), route.path).toMatch(/^\/sign-in\?next=%2F(?:admin|engine)/)
      } else {
        expect(response.status, `${who} at ${route.path}`).toBe(who === "stranger" ? 401 : 403)
      }
      await response.arrayBuffer()
    }
  })

  it("stays closed to a session that was ended", async () => {
    const cookie = await signIn("admin")
    const open = () => fetch(`${server.origin}/admin/orders`, { headers: { cookie }, redirect: "manual" })
    expect((await open()).status).toBe(200)
    await fetch(`${server.origin}/sign-in/out`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, origin: server.origin },
    })
    expect((await open()).status).toBe(307)
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

  it("of the machine interfaces refuses whoever brings no credential", async () => {
    const closed: [string, string][] = [
      ["POST", "/api/mcp"],
      ["GET", "/api/ai/products"],
      ["POST", "/api/ai/products"],
      ["POST", "/api/inventory/reset"],
      ["POST", "/api/webhooks/stripe"],
      ["POST", "/api/inngest?fnId=swag-store-fulfill-order&stepId=step"],
    ]
    for (const [method, path] of closed) {
      const response = await fetch(`${server.origin}${path}`, {
        method,
        headers: { cookie: cookies.get("admin") ?? "", "content-type": "application/json" },
        ...(method === "POST" ? { body: "{}" } : {}),
      })
      expect([400, 401, 403], `${method} ${path}`).toContain(response.status)
    }
  })
})

interface BuiltRoute {
  readonly path: string
  readonly kind: "page" | "route"
  readonly source: string
  readonly text: string
  readonly permission: string | undefined
}

/** What `next build` says there is, with the source of each. */
function routesOfTheBuild(): BuiltRoute[] {
  requireBuild()
  const manifest: Record<string, string> = JSON.parse(
    readFileSync(".next/app-path-routes-manifest.json", "utf8"),
  )
  return Object.entries(manifest)
    .filter(([entry]) => !entry.startsWith("/_"))
    .map(([entry, path]) => {
      const kind = entry.endsWith("/route") ? "route" : "page"
      const source = `src/app${entry}.${kind === "route" ? "ts" : "tsx"}`
      const text = readFileSync(source, "utf8")
      const permission = /(?:openDesk|deskRoute(?:<[^>]*>)?)\(\s*"([a-z:]+)"/.exec(text)?.[1]
      return { path, kind, source, text, permission }
    })
}

function example(path: string): string {
  return path.replaceAll(/\[[^\]]+\]/g, "unknown")
}

async function signIn(role: Role): Promise<string> {
  const response = await fetch(`${server.origin}/sign-in/demo`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: server.origin, "content-type": "application/x-www-form-urlencoded" },
    body: `role=${role}`,
  })
  const set = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0])
  return set.join("; ")
}
