import { readFile } from "node:fs/promises"
import { gzipSync } from "node:zlib"
import autocannon from "autocannon"
import { prepareServer } from "../tests/support/server"
import { perSecond, report, times } from "./bench/report"
import { rounds } from "./bench/rounds"
import { startFloor } from "./bench/start-floor"

/**
 * P6: home and product page per second over 32 connections, beside a node:http server that answers the same bytes
 * from memory. P7: the JavaScript that they load, compressed.
 */
const SECONDS = 3
const PAGES = { home: "/", "product page": "/products/anti-anti-infra-tee" }

const store = await prepareServer({ LOG_LEVEL: "error" })
await store.start()
for (const [name, path] of Object.entries(PAGES)) {
  const page = `${store.origin}${path}`
  const floor = await startFloor("buffer", { PAGE: page })
  const result = await rounds(
    3,
    () => rate(page),
    () => rate(floor.origin),
  )
  report("P6", {
    figure: `${name}, 32 connections`,
    ours: perSecond(result.ours),
    against: `node:http with the same bytes: ${perSecond(result.theirs)}`,
    result: times(result.ratio),
  })
  floor.stop()
  report("P7", {
    figure: `JavaScript of the ${name}, gzip`,
    ours: `${Math.round((await scriptBytes(page)) / 1000)} kB`,
    against: "an empty Next page: 139 kB",
    result: times((await scriptBytes(page)) / 139_000),
  })
}
await store.kill("SIGKILL")

async function rate(url: string): Promise<number> {
  const { requests, non2xx } = await autocannon({ url, connections: 32, duration: SECONDS })
  if (non2xx > 0) throw new Error(`${url} refused ${non2xx} requests`)
  return requests.average
}

async function scriptBytes(page: string): Promise<number> {
  const html = await (await fetch(page)).text()
  const scripts = new Set(
    [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"[^>]*>/g)].map(([, source = ""]) => source),
  )
  let bytes = 0
  for (const source of scripts) {
    // Browsers that know modules do not load this one.
    if (html.includes(`src="${source}" noModule`)) continue
    const file = await readFile(`.next${new URL(source, page).pathname.replace("/_next", "")}`)
    bytes += gzipSync(file, { level: 9 }).length
  }
  return bytes
}
