import type { IncomingMessage, ServerResponse } from "node:http"
import type { Encoding, RenderedPage } from "./rendered-page"

/** Sends the page in the smallest form that the visitor takes, or only word that the one they have is still good. */
export function answerPage(request: IncomingMessage, response: ServerResponse, page: RenderedPage): void {
  const form = page.forms[preferredEncoding(request.headers["accept-encoding"])]
  if (knows(request.headers["if-none-match"], page.etag)) response.writeHead(304, form.unchanged).end()
  else response.writeHead(200, form.headers).end(request.method === "HEAD" ? undefined : form.body)
}

/** RFC 9110, 12.5.3. What is not named is not sent, although the rules would allow it. */
export function preferredEncoding(accepted: string | undefined): Encoding {
  if (!accepted) return "identity"
  const names = accepted
    .split(",")
    .map((part) => part.trim().toLowerCase())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
    .map((part) => part.split(";")[0]?.trim())
  return names.includes("br") ? "br" : names.includes("gzip") ? "gzip" : "identity"
}

/** RFC 9110, 13.1.2: compared weakly, since all forms of a page say the same. */
function knows(condition: string | undefined, etag: string): boolean {
  if (condition === undefined) return false
  return condition.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag)
}
