import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import lighthouse from "lighthouse"
import desktopConfig from "lighthouse/core/config/desktop-config.js"
import { findBrowser } from "../tests/support/browser"
import { freePort, prepareServer } from "../tests/support/server"
import { until } from "../tests/support/until"

/**
 * Prints Lighthouse's scores of the production form, phone and desktop: `npm run build && npm run lighthouse -- [path…]`.
 * Pages about one shopper ask not to be indexed, which Lighthouse counts against their SEO. Ends with 1 when a
 * score is under 0.95 for another reason.
 */
const paths =
  process.argv.length > 2 ? process.argv.slice(2) : ["/", "/products/anti-anti-infra-tee", "/admin"]
const REACH = 0.95

const { executablePath, args } = await findBrowser()
const profile = await mkdtemp(join(tmpdir(), "swag-lighthouse-"))
const store = await prepareServer()
await store.start()
const port = await freePort()
const browser = spawn(
  executablePath,
  [...args, "--headless=new", `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`, "about:blank"],
  { stdio: "ignore" },
)
await until("the browser listens", async () => (await fetch(`http://127.0.0.1:${port}/json/version`)).ok)

let short = 0
for (const path of paths) {
  for (const [form, config] of [["phone", undefined] as const, ["desktop", desktopConfig] as const]) {
    const result = await lighthouse(`${store.origin}${path}`, { port, logLevel: "silent" }, config)
    if (!result) throw new Error(`Lighthouse said nothing about ${path}`)
    const { categories, audits } = result.lhr
    const hidden = audits["is-crawlable"]?.score === 0
    const scores = Object.values(categories).map(({ id, score }) => {
      if ((score ?? 0) < REACH && !(id === "seo" && hidden)) short++
      return `${id} ${score?.toFixed(2)}`
    })
    console.log(`${path} ${form}: ${scores.join(", ")}${hidden ? " (not indexed, by intent)" : ""}`)
  }
}

browser.kill("SIGTERM")
await once(browser, "exit")
await rm(profile, { recursive: true, force: true })
await store.kill("SIGTERM")
process.exit(short > 0 ? 1 : 0)
