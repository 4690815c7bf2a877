import type { IncomingMessage, ServerResponse } from "node:http"
import { inSpan } from "../services/trace"
import { type Door, openBeforeNext } from "./before-next"
import { DATA_POLICY, SECURITY_HEADERS } from "./page-policy"

type Handler = (request: Request) => Promise<Response>

/**
 * Has a route's own handler answer the POST requests of a path before Next sees them: what Next does on the way to a
 * handler takes longer than to keep a webhook. Everything else about the path is still Next's.
 * @see docs/decisions/0016-webhooks-are-answered-before-next.md
 */
export function answerBeforeNext(path: string, handler: Handler): void {
  openBeforeNext(() => handlerDoor(path, handler))
}

export function handlerDoor(path: string, handler: Handler): Door {
  return (request, response, handOn) => {
    if (request.method !== "POST" || request.url !== path) return handOn()
    // The handler answers whatever it fails at; what is left is a connection that is gone.
    answer(request, response, path, handler).catch((error) => response.destroy(error))
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  handler: Handler,
): Promise<void> {
  const asked = toRequest(request, path)
  const span = { "http.method": "POST", "http.route": path }
  const answered = await inSpan(`POST ${path}`, span, () => handler(asked), asked.headers)
  response.writeHead(answered.status, {
    ...SECURITY_HEADERS,
    "content-security-policy": DATA_POLICY,
    ...Object.fromEntries(answered.headers),
  })
  response.end(Buffer.from(await answered.arrayBuffer()))
  // What the handler has left of the body stands before the connection's next request.
  request.resume()
}

/** The body is read as the handler reads it, so that its limits hold. */
function toRequest(request: IncomingMessage, path: string): Request {
  const headers = Object.entries(request.headers).filter(
    (header): header is [string, string] => typeof header[1] === "string",
  )
  const body = request.iterator({ destroyOnReturn: false })
  // The host is the caller's word, and no handler needs it.
  return new Request(`http://localhost${path}`, {
    method: "POST",
    headers,
    body: body as unknown as BodyInit,
    duplex: "half",
  } as RequestInit)
}
