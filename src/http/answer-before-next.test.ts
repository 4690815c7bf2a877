import { once } from "node:events"
import { Agent, createServer, request } from "node:http"
import type { AddressInfo } from "node:net"
import { afterEach, expect, test } from "vitest"
import { handlerDoor } from "./answer-before-next"
import { standBefore } from "./before-next"
import { readText } from "./read-body"

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let close: () => void
afterEach(() => close())

/** A server in the place of Next, with the door of /here before it. */
async function open(handler: (request: Request) => Promise<Response>) {
  let connections = 0
  const server = createServer((_request, response) => response.end("by Next"))
  server.on("connection", () => connections++)
  standBefore(server, handlerDoor("/here", handler))
  await once(server.listen(0, "127.0.0.1"), "listening")
  close = () => server.closeAllConnections() ?? server.close()
  const { port } = server.address() as AddressInfo
  const ask = (method: string, path: string, body = "", headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((resolve, reject) => {
      request({ port, host: "127.0.0.1", method, path, headers, agent }, async (answer) => {
        const text = Buffer.concat(await answer.toArray()).toString()
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      })
        .once("error", reject)
        .end(body)
    })
  return { ask, connections: () => connections }
}

test("a POST of the path is the handler's, with its headers and body; all else is handed on", async () => {
  const { ask } = await open(async (asked) =>
    Response.json(
      { said: await asked.text(), signed: asked.headers.get("stripe-signature") },
      { status: 202, headers: { "x-own": "yes" } },
    ),
  )
  const answer = await ask("POST", "/here", '{"a":"ü"}', { "stripe-signature": "t=1" })
  expect(answer).toMatchObject({
    status: 202,
    headers: {
      "x-own": "yes",
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
    },
  })
  expect(JSON.parse(answer.text)).toEqual({ said: '{"a":"ü"}', signed: "t=1" })
  for (const [method, path] of [
    ["GET", "/here"],
    ["POST", "/here/too"],
    ["POST", "/here?there"],
    ["POST", "/"],
  ] as const) {
    expect(await ask(method, path), `${method} ${path}`).toMatchObject({ status: 200, text: "by Next" })
  }
})

test("a body that is too long is answered, and the connection serves the next request", async () => {
  const { ask, connections } = await open(async (asked) => {
    const text = await readText(asked, 1_000).catch(() => undefined)
    return new Response(null, { status: text === undefined ? 413 : 200 })
  })
  expect((await ask("POST", "/here", "x".repeat(200_000), { "transfer-encoding": "chunked" })).status).toBe(
    413,
  )
  expect((await ask("POST", "/here", "x".repeat(1_000))).status).toBe(200)
  expect(connections()).toBe(1)
})

test("a caller that goes away in the middle of its body leaves the server as it was", async () => {
  let failed: unknown
  const { ask } = await open(async (asked) => {
    await asked.text().catch((error) => {
      failed = error
    })
    return new Response(null, { status: 400 })
  })
  const gone = ask("POST", "/here", "", { "content-length": "1000" }).catch((error: Error) => error.message)
  await new Promise((resolve) => setTimeout(resolve, 50))
  agent.destroy()
  expect(await gone).toMatch(/hang up/)
  expect((await ask("POST", "/here", "all of it")).status).toBe(400)
  expect(failed).toBeDefined()
})
