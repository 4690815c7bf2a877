import type { Server, ServerResponse } from "node:http"
import { onRequest } from "./on-request"

export interface OpenRequests {
  /**
   * Goes on taking connections until then, each for one answer; takes no more from then on, and resolves when all
   * that came is answered. A platform tells its balancer and its process at the same time: without a moment between,
   * what is on its way would be cut off.
   */
  finish(until: Promise<unknown>): Promise<void>
}

/** Keeps account of the requests that this process is answering. */
export function watchRequests(): OpenRequests {
  const servers = new Set<Server>()
  const open = new Set<ServerResponse>()
  let finishing = false
  let onAnswered: (() => void) | undefined
  onRequest(({ server, response }) => {
    servers.add(server)
    open.add(response)
    if (finishing) response.shouldKeepAlive = false
    response.once("close", () => {
      open.delete(response)
      onAnswered?.()
    })
  })
  return {
    async finish(until) {
      finishing = true
      for (const response of open) response.shouldKeepAlive = false
      await until
      for (const server of servers) server.close()
      await new Promise<void>((resolve) => {
        onAnswered = () => {
          // Streams of events have no end of their own; browsers open them again, at another process.
          if ([...open].every(isEventStream)) resolve()
        }
        onAnswered()
      })
    },
  }
}

function isEventStream(response: ServerResponse): boolean {
  return String(response.getHeader("content-type") ?? "").startsWith("text/event-stream")
}
