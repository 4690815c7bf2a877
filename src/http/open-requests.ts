import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage, Server, ServerResponse } from "node:http"

export interface OpenRequests {
  /** Takes no more connections and resolves when all that came before is answered. */
  finish(): Promise<void>
}

/**
 * Keeps account of the requests that this process is answering. Next owns the HTTP server and hands it to nobody;
 * Node's own channel names it with every request.
 * @see https://nodejs.org/api/diagnostics_channel.html#http
 */
export function watchRequests(): OpenRequests {
  const servers = new Set<Server>()
  const open = new Set<ServerResponse>()
  let onAnswered: (() => void) | undefined
  subscribe("http.server.request.start", (message) => {
    const { server, response } = message as {
      request: IncomingMessage
      response: ServerResponse
      server: Server
    }
    servers.add(server)
    open.add(response)
    response.once("close", () => {
      open.delete(response)
      onAnswered?.()
    })
  })
  return {
    finish: () =>
      new Promise((resolve) => {
        for (const server of servers) server.close()
        onAnswered = () => {
          // Streams of events have no end of their own; browsers open them again, at another process.
          if ([...open].every(isEventStream)) resolve()
        }
        onAnswered()
      }),
  }
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader("content-type") ?? "").startsWith("text/event-stream")
}
