import { gzipSync } from "node:zlib"
import autocannon from "autocannon"
import { prepareServer } from "../tests/support/server"
import { prepareBareNext } from "./bench/prepare-bare-next"
import { perSecond, report, times } from "./bench/report"
import { rounds } from "./bench/rounds"
import { startFloor } from "./bench/start-floor"

/**
 * P6: home and product page per second over 32 connections, beside `next start` on a static page of the same size, and
 * beside a node:http server that answers the same bytes from memory. P7: the JavaScript that they load, compressed,
 * beside that of an empty page.
 */
const SECONDS = 3
const PAGES = { home: "/", "product page": "/products/anti-anti-infra-tee" }

const bare = await prepareBareNext()
await bare.start()
const store = await prepareServer({ LOG_LEVEL: "error" })
await store.start()
const empty = { html: await htmlBytes(bare.origin), scripts: await scriptBytes(bare.origin) }
for (const [name, path] of Object.entries(PAGES)) {
  const page = `${store.origin}${path}`
  const filled = `${bare.origin}/filled/${Math.round(((await htmlBytes(page)) - empty.html) / 1_000)}`
  const floor = await startFloor("buffer", { PAGE: page })
  const beside = (theirs: string) =>
    rounds(
      3,
      () => rate(page),
      () => rate(theirs),
    )
  const next = await beside(filled)
  report("P6", {
    figure: `${name}, ${kB(await htmlBytes(page))}, 32 connections`,
    ours: perSecond(next.ours),
    against: `next start, a static page of ${kB(await htmlBytes(filled))}: ${perSecond(next.theirs)}; 1 × to reach`,
    result: verdict(next.ratio, next.ratio >= 1),
  })
  const buffer = await beside(floor.origin)
  report("P6", {
    figure: `${name}, 32 connections`,
    ours: perSecond(buffer.ours),
    against: `node:http with the same bytes: ${perSecond(buffer.theirs)}; half of it to reach`,
    result: verdict(buffer.ratio, buffer.ratio >= 0.5),
  })
  floor.stop()
  const scripts = await scriptBytes(page)
  report("P7", {
    figure: `JavaScript of the ${name}, gzip`,
    ours: kB(scripts),
    against: `an empty Next page: ${kB(empty.scripts)}; 1.1 × to keep`,
    result: verdict(scripts / empty.scripts, scripts <= 1.1 * empty.scripts),
  })
}
await store.kill("SIGKILL")
await bare.kill("SIGKILL")

async function rate(url: string): Promise<number> {
  const { requests, non2xx } = await autocannon({ url, connections: 32, duration: SECONDS })
  if (non2xx > 0) throw new Error(`${url} refused ${non2xx} requests`)
  return requests.average
}

async function htmlBytes(page: string): Promise<number> {
  return Buffer.byteLength(await (await fetch(page)).text())
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
    const script = await fetch(new URL(source, page))
    if (!script.ok) throw new Error(`${source} answered ${script.status}`)
    bytes += gzipSync(await script.arrayBuffer(), { level: 9 }).length
  }
  return bytes
}

function kB(bytes: number): string {
  return `${Math.round(bytes / 1_000)} kB`
}

function verdict(ratio: number, reached: boolean): string {
  return `${times(ratio)}, ${reached ? "reached" : "not reached"}`
}
