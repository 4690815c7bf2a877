import { once } from "node:events"
import { createServer, get, type IncomingHttpHeaders, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { nameStreamSockets, streamSocketOf } from "./stream-sockets"

nameStreamSockets()

let server: Server
/** The requests in their order, with the responses that belong to them. */
let asked: { headers: IncomingHttpHeaders; response: ServerResponse }[]
beforeEach(async () => {
  asked = []
  server = createServer(({ headers }, response) => {
    asked.push({ headers, response })
    response.write("here")
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
})
afterEach(() => server.closeAllConnections())

describe("the socket of a stream", () => {
  it("is found by its own request while it is open, and by no other", async () => {
    const first = await ask({ accept: "text/event-stream" })
    await ask({ accept: "text/html, text/event-stream" })
    expect(socketOf(0)).toBe(asked[0]?.response)
    expect(socketOf(1)).toBe(asked[1]?.response)
    const closed = once(asked[0]?.response as ServerResponse, "close")
    first.destroy()
    await closed
    expect(socketOf(0)).toBeUndefined()
  })

  it("is given to nobody who names it from outside, and to nobody who asks for no stream", async () => {
    await ask({ accept: "text/event-stream" })
    const name = String(asked[0]?.headers["x-stream-socket"])
    await ask({ "x-stream-socket": name })
    await ask({ accept: "text/event-stream", "x-stream-socket": name })
    expect(asked[1]?.headers["x-stream-socket"]).toBeUndefined()
    expect(socketOf(2)).toBe(asked[2]?.response)
  })
})

function socketOf(number: number): ServerResponse | undefined {
  return streamSocketOf({ headers: new Headers(asked[number]?.headers as Record<string, string>) })
}

async function ask(headers: Record<string, string>) {
  const { port } = server.address() as AddressInfo
  const request = get({ host: "127.0.0.1", port, agent: false, headers })
  request.on("error", () => undefined)
  const [response] = await once(request, "response")
  response.resume().on("error", () => undefined)
  return request
}
