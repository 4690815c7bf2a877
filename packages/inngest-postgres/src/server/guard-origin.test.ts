import { expect, test } from "vitest"
import { guardOrigin } from "./guard-origin"

const development = { keyed: false, host: "127.0.0.1" }
const withKeys = { keyed: true, host: "0.0.0.0" }

function ask(options: typeof development, url: string, headers: Record<string, string>) {
  const { refused, headers: answered } = guardOrigin({ url, headers }, options)
  return refused ? "refused" : (answered["access-control-allow-origin"] ?? "allowed")
}

test("without keys only names that nobody else can own are answered, so that no page can rebind its own", () => {
  for (const host of [
    "localhost:8288",
    "127.0.0.1:8288",
    "[::1]:8288",
    "engine:8288",
    "host.docker.internal",
  ])
    expect(ask(development, "/v1/events", { host })).toBe("allowed")
  expect(ask(development, "/v1/events", { host: "rebound.example:8288" })).toBe("refused")
  expect(ask({ ...development, host: "engine.test" }, "/", { host: "engine.test:8288" })).toBe("allowed")
  expect(ask(withKeys, "/v1/events", { host: "engine.example" })).toBe("allowed")
})

test("a page of another origin may send events, and may do nothing else", () => {
  const host = "localhost:8288"
  const shop = { host, origin: "http://localhost:3000" }
  expect(ask(development, "/e/key", shop)).toBe("http://localhost:3000")
  for (const url of ["/", "/runs/x/cancel", "/v1/runs/x", "/v1/cancellations", "/fn/register", "/dev"]) {
    expect(ask(development, url, shop)).toBe("refused")
    expect(ask(withKeys, url, { host: "engine.example", origin: "https://evil.example" })).toBe("refused")
  }
  for (const origin of ["https://evil.example", "null", "http://localhost.evil.example"])
    expect(ask(development, "/e/key", { host, origin })).toBe("refused")
  expect(ask(withKeys, "/e/key", { host, origin: "https://shop.example" })).toBe("https://shop.example")
})

test("the server's own pages may act, also behind a proxy that gives it another name", () => {
  const own = { host: "engine.example", origin: "https://engine.example" }
  expect(ask(withKeys, "/runs/x/cancel", own)).toBe("allowed")
  const proxied = { host: "10.0.0.3:8288", origin: "https://engine.example", "sec-fetch-site": "same-origin" }
  expect(ask(withKeys, "/runs/x/cancel", proxied)).toBe("allowed")
})
