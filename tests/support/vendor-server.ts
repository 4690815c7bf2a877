import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface VendorCall {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage["headers"]
  readonly body: string
}

/** How a call goes: an answer in the place of the work, or the work done and its answer lost or spoiled, or well. */
export type VendorFault = { readonly status: number } | "lost" | "garbage" | "well"

export interface VendorServer {
  readonly origin: string
  readonly calls: readonly VendorCall[]
  /** How the next calls go, in this order; later ones go well. */
  fail(...faults: VendorFault[]): void
  close(): Promise<void>
}

/** A vendor's HTTP API on the wire, that does its work and can fail at each end of it. */
export async function startVendor(work: (call: VendorCall) => unknown): Promise<VendorServer> {
  const calls: VendorCall[] = []
  const faults: VendorFault[] = []
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    let body = ""
    for await (const chunk of request) body += chunk
    const call = {
      method: request.method ?? "",
      url: new URL(request.url ?? "/", "http://vendor.test"),
      headers: request.headers,
      body,
    }
    calls.push(call)
    const fault = faults.shift()
    if (typeof fault === "object") return response.writeHead(fault.status).end("{}")
    const answer = await work(call)
    if (fault === "lost") return request.socket.destroy()
    response.writeHead(200, { "content-type": "application/json" })
    response.end(fault === "garbage" ? "<html>" : JSON.stringify(answer ?? {}))
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    fail: (...next) => void faults.push(...next),
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
