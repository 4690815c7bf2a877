import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http"
import { onRequest } from "./on-request"

/** Answers a request itself, or hands it on to whoever listened before. */
export type Door = (request: IncomingMessage, response: ServerResponse, handOn: () => void) => void

/**
 * Opens a door before Next at each server of this process. A server is known by its first request, before that is
 * handed over.
 * @see docs/decisions/0012-pages-are-answered-before-next.md
 */
export function openBeforeNext(doorOf: (server: Server) => Door): void {
  const known = new WeakSet<Server>()
  onRequest(({ server }) => {
    if (known.has(server)) return
    known.add(server)
    standBefore(server, doorOf(server))
  })
}

/** Puts a door before whoever listens to the server's requests now. */
export function standBefore(server: Server, door: Door): void {
  const listeners = server.listeners("request") as RequestListener[]
  server.removeAllListeners("request")
  server.on("request", (request, response) =>
    door(request, response, () => {
      for (const listener of listeners) listener.call(server, request as never, response as never)
    }),
  )
}
