import { randomUUID } from "node:crypto"
import type { ServerResponse } from "node:http"
import { onRequest } from "./on-request"

const HEADER = "x-stream-socket"
const SLOT = Symbol.for("swag-store.stream-sockets")
const slots = globalThis as { [SLOT]?: Map<string, ServerResponse> }

/** Boot and the routes are bundled apart, so what both know hangs on the global. */
function sockets(): Map<string, ServerResponse> {
  slots[SLOT] ??= new Map()
  return slots[SLOT]
}

/**
 * Gives each request for server-sent events a name in its headers, by which its handler finds the response under
 * Next's: what goes to thousands of viewers at once is written there, past a web stream and its pipe for each.
 */
export function nameStreamSockets(): void {
  onRequest(({ request, response }) => {
    // Nobody outside gives such names.
    delete request.headers[HEADER]
    if (!request.headers.accept?.includes("text/event-stream")) return
    const name = randomUUID()
    request.headers[HEADER] = name
    sockets().set(name, response)
    response.once("close", () => sockets().delete(name))
  })
}

/** Undefined for a request that came by no connection. */
export function streamSocketOf(request: Pick<Request, "headers">): ServerResponse | undefined {
  return sockets().get(request.headers.get(HEADER) ?? "")
}
