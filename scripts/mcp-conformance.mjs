#!/usr/bin/env node
// @ts-check
// `node scripts/mcp-conformance.mjs [-- options]`: the protocol's own conformance suite against a running store
// (MCP_E2E_BASE_URL, default http://localhost:3000). The suite sends no credentials, so a proxy on this machine adds
// the token (MCP_E2E_TOKEN). Needs Node 22 and the package @modelcontextprotocol/conformance, which npx fetches;
// CONFORMANCE_COMMAND names another way to start it.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createServer, request } from "node:http"

const base = new URL(process.env.MCP_E2E_BASE_URL ?? "http://localhost:3000")
const token = process.env.MCP_E2E_TOKEN
if (!token) {
  console.error("MCP_E2E_TOKEN is missing: set it to a token made at /admin/tokens with all scopes.")
  process.exit(2)
}

const proxy = createServer((incoming, outgoing) => {
  const { host = "", origin, ...headers } = incoming.headers
  // The proxy's own names stand for the store's. Others, which the suite has made up, are passed on: that they are
  // refused is one of its scenarios.
  const own = host === `localhost:${port}` || host === `127.0.0.1:${port}`
  const names = {
    host: own ? base.host : host,
    ...(origin ? { origin: origin === `http://${host}` && own ? base.origin : origin } : {}),
  }
  const onward = request(
    new URL(incoming.url ?? "/", base),
    { method: incoming.method, headers: { ...headers, ...names, authorization: `Bearer ${token}` } },
    (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    },
  )
  onward.once("error", () => outgoing.destroy())
  incoming.pipe(onward)
})
proxy.listen(0, "127.0.0.1")
await once(proxy, "listening")
const { port } = /** @type {import("node:net").AddressInfo} */ (proxy.address())

const [command = "npx", ...args] = (
  process.env.CONFORMANCE_COMMAND ?? "npx --yes @modelcontextprotocol/conformance"
).split(" ")
const url = `http://localhost:${port}/api/mcp`
const suite = spawn(command, [...args, "server", "--url", url, ...process.argv.slice(2)], {
  stdio: "inherit",
})
const [code] = await once(suite, "exit")
proxy.close()
proxy.closeAllConnections()
process.exit(code ?? 1)
