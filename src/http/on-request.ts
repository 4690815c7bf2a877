import { subscribe } from "node:diagnostics_channel"
import type { IncomingMessage, Server, ServerResponse } from "node:http"

interface StartedRequest {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly server: Server
}

/**
 * Calls back with each request that this process gets, before anyone reads it. Next owns the HTTP server and hands it to
 * nobody; Node's own channel names it with every request.
 * @see https://nodejs.org/api/diagnostics_channel.html#http
 */
export function onRequest(listener: (started: StartedRequest) => void): void {
  subscribe("http.server.request.start", (message) => listener(message as StartedRequest))
}
