import type { IncomingMessage, ServerResponse } from "node:http"
import type { createDashboard } from "../dashboard/create-dashboard"
import type { Log } from "../log"
import { refuseDashboard } from "./guard-dashboard"

export interface Pages {
  readonly show: ReturnType<typeof createDashboard>
  readonly signingKey: string | null
  readonly host: string
}

/** Where the dashboard's pages are; everything else is the API's. */
const PAGES = /^\/(?:$|\?|(?:runs|events|functions|style\.css|script\.js)(?:[/?]|$))/

/** Answers with a page of the dashboard. False when the request is not for one. */
export async function answerPage(
  { show, signingKey, host }: Pages,
  log: Log,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<boolean> {
  if (!PAGES.test(incoming.url ?? "")) return false
  const refused = refuseDashboard(incoming, { signingKey, host })
  if (refused) {
    outgoing.writeHead(refused.status, { ...refused.headers, "content-type": "text/plain; charset=utf-8" })
    outgoing.end(refused.message)
    return true
  }
  try {
    const { method = "GET", headers } = incoming
    const page = await show(
      new Request(new URL(incoming.url ?? "/", `http://${headers.host ?? host}`), {
        method,
        headers: Object.entries(headers).flatMap(([name, value]) =>
          typeof value === "string" ? [[name, value] as [string, string]] : [],
        ),
      }),
    )
    if (!page) return false
    outgoing.writeHead(page.status, Object.fromEntries(page.headers))
    outgoing.end(method === "HEAD" ? "" : await page.text())
  } catch (error) {
    log.error({ err: error }, "A page could not be shown.")
    outgoing.writeHead(500, { "content-type": "text/plain; charset=utf-8" })
    outgoing.end("This page could not be shown.")
  }
  return true
}
