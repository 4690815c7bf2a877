import { once } from "node:events"
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { watchRequests } from "./open-requests"

let server: Server
let port: number
let answer: (response: ServerResponse) => void
beforeEach(async () => {
  answer = (response) => response.end("here")
  server = createServer((_request, response) => answer(response)).listen(0, "127.0.0.1")
  await once(server, "listening")
  port = (server.address() as AddressInfo).port
})
afterEach(() => server.closeAllConnections())

describe("the requests that are open when a process is to end", () => {
  it("may still be on their way: on a connection without a request yet, and on one that comes later", async () => {
    const requests = watchRequests()
    await ask()
    const socket = connect(port, "127.0.0.1")
    await once(socket, "connect")
    let end = () => {}
    const finish = requests.finish(
      new Promise<void>((resolve) => {
        end = resolve
      }),
    )
    socket.write("GET / HTTP/1.1\r\nhost: shop\r\n\r\n")
    const [early] = await once(socket, "data")
    expect(String(early)).toMatch(/^HTTP\/1.1 200[\s\S]*connection: close/i)
    const late = await ask()
    expect(late.headers.connection).toBe("close")
    end()
    await finish
    await expect(ask()).rejects.toThrow("ECONNREFUSED")
  })

  it("are answered, each as the last of its connection, before it is finished", async () => {
    const requests = watchRequests()
    const asked = ask()
    const response = await new Promise<ServerResponse>((resolve) => {
      answer = resolve
    })
    const order: string[] = []
    const finish = requests.finish(Promise.resolve()).then(() => order.push("finished"))
    setTimeout(() => {
      order.push("answered")
      response.end()
    }, 50)
    expect((await asked).headers.connection).toBe("close")
    await finish
    expect(order).toEqual(["answered", "finished"])
  })

  it("are not waited for when they are streams of events, which have no end", async () => {
    const requests = watchRequests()
    answer = (response) => response.setHeader("content-type", "text/event-stream").write(":\n\n")
    const stream = await ask()
    await requests.finish(Promise.resolve())
    expect(stream.complete).toBe(false)
  })
})

/** On a connection that would be kept. */
async function ask(): Promise<IncomingMessage> {
  const options = { port, host: "127.0.0.1", agent: false, headers: { connection: "keep-alive" } }
  const request = get(options)
  const [response] = (await once(request, "response")) as [IncomingMessage]
  return response.resume()
}
