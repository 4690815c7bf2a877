import type { Inspected } from "../inspect"
import type { Dashboard } from "./dashboard"
import { eventPage } from "./event-page"
import { eventsPage } from "./events-page"
import { functionsPage } from "./functions-page"
import { html } from "./html"
import { type Page, renderPage } from "./page"
import { runPage } from "./run-page"
import { runsPage } from "./runs-page"
import { SCRIPT } from "./script"
import { STYLESHEET } from "./stylesheet"

export interface DashboardOptions {
  engine: Inspected
  /** Where it is mounted, such as "/engine"; without one, at the root. */
  basePath?: string
  /** Whether visitors may cancel and replay runs. Default: they may. */
  canAct?: boolean
  /** A link back to what it is a part of. */
  home?: { href: string; label: string }
}

/**
 * The engine's pages: runs as traces, events, functions. Whoever mounts it decides who gets in. Forms work without
 * scripts; a form that another site sends is refused.
 * @returns a handler; null for a path that is none of its own
 */
export function createDashboard({
  engine,
  basePath = "",
  canAct = true,
  home,
}: DashboardOptions): (request: Request) => Promise<Response | null> {
  const dashboard: Dashboard = { engine, basePath, canAct, home: home ?? null }
  return async (request) => {
    const { pathname, searchParams } = new URL(request.url)
    if (pathname !== basePath && !pathname.startsWith(`${basePath}/`)) return null
    const path = pathname.slice(basePath.length) || "/"
    if (request.method === "POST") return act(dashboard, request, path)
    if (request.method !== "GET" && request.method !== "HEAD") return null
    if (path === "/style.css") return file(STYLESHEET, "text/css")
    if (path === "/script.js") return file(SCRIPT, "text/javascript")
    const page = await pageOf(dashboard, path, searchParams)
    return page === undefined ? null : document(dashboard, page ?? notFound())
  }
}

/** Undefined for a path that is none of the dashboard's; null when it names what is not there. */
async function pageOf(
  dashboard: Dashboard,
  path: string,
  query: URLSearchParams,
): Promise<Page | null | undefined> {
  if (path === "/") return runsPage(dashboard, query)
  if (path === "/events") return eventsPage(dashboard, query)
  if (path === "/functions") return functionsPage(dashboard)
  const [, kind, id] = /^\/(runs|events)\/([\w-]{1,64})$/.exec(path) ?? []
  if (!id) return undefined
  return kind === "runs" ? runPage(dashboard, id) : eventPage(dashboard, id)
}

async function act(dashboard: Dashboard, request: Request, path: string): Promise<Response | null> {
  const [, id, verb] = /^\/runs\/([\w-]{1,64})\/(cancel|replay)$/.exec(path) ?? []
  if (!id) return null
  if (!dashboard.canAct)
    return document(dashboard, refused("You may look at runs, and not change them.", 403))
  if (!isSameOrigin(request))
    return document(dashboard, refused("This form was sent from another site.", 403))
  if (verb === "cancel") {
    if (await dashboard.engine.cancelRun(id)) return seeOther(`${dashboard.basePath}/runs/${id}`)
    return document(dashboard, refused("The run has ended already, or there is none of this id.", 409))
  }
  const replayed = await dashboard.engine.replayRun(id).catch((error: Error) => error)
  if (replayed instanceof Error) return document(dashboard, refused(replayed.message, 409))
  if (replayed) return seeOther(`${dashboard.basePath}/runs/${replayed}`)
  return document(dashboard, refused("The run has not ended, or there is none of this id.", 409))
}

/** Browsers say where a form comes from: by Sec-Fetch-Site where they trust the address, by Origin everywhere. */
function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site")
  if (site !== null) return site === "same-origin"
  return request.headers.get("origin") === new URL(request.url).origin
}

function notFound(): Page {
  return {
    title: "Not found",
    tab: "/",
    status: 404,
    content: html`<p>There is none of this id: it may be older than the retention.</p>`,
  }
}

function refused(message: string, status: number): Page {
  return { title: "Not done", tab: "/", status, content: html`<p>${message}</p>` }
}

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

const HEADERS = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
}

function document(dashboard: Dashboard, page: Page): Response {
  return new Response(renderPage(dashboard, page), {
    status: page.status ?? 200,
    headers: { ...HEADERS, "content-type": "text/html; charset=utf-8" },
  })
}

function file(text: string, type: string): Response {
  return new Response(text, {
    headers: { ...HEADERS, "content-type": `${type}; charset=utf-8`, "cache-control": "max-age=300" },
  })
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...HEADERS, location } })
}
