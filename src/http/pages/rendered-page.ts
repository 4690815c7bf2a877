import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"

/** Tells, within this process, of which version of the catalogue a page was made: page-cache.mjs writes it. */
export const PAGE_VERSION = "x-page-version"

export type Encoding = "br" | "gzip" | "identity"

/** An answer of Next's, read to its end. */
export interface Answer {
  readonly status: number
  /** Names and values in turn, as they were sent. */
  readonly headers: readonly string[]
  readonly body: Buffer
}

/** A page that is the same for everyone, ready to be sent. */
export interface RenderedPage {
  /** Of the catalogue that it shows. */
  readonly version: number
  readonly etag: string
  /** A request that brings one of these headers may be meant for another form of the page. */
  readonly variesBy: readonly string[]
  readonly forms: Readonly<Record<Encoding, Form>>
  readonly bytes: number
}

interface Form {
  readonly headers: string[]
  /** The headers for who has it already. */
  readonly unchanged: string[]
  readonly body: Buffer
}

/** These belong to one transfer, not to the page; Node writes them anew. */
const OF_THE_TRANSFER = [
  "connection",
  "keep-alive",
  "transfer-encoding",
  "content-length",
  "date",
  PAGE_VERSION,
]

/**
 * Makes a page of an answer, compressed in each encoding, or nothing of an answer that may be meant for one visitor:
 * whatever did not come out of Next's page cache, sets a cookie, carries a nonce or asks not to be kept.
 */
export async function renderedPage({ status, headers, body }: Answer): Promise<RenderedPage | undefined> {
  const all = pairsOf(headers)
  const find = (name: string) => all.flatMap(([key, value]) => (isNamed(key, name) ? [value] : [])).join(", ")
  const version = find(PAGE_VERSION)
  const etag = find("etag").replace(/^W\//, "")
  if (status !== 200 || !/^\d+$/.test(version) || !etag || find("set-cookie")) return undefined
  if (!find("content-type").startsWith("text/html") || find("content-encoding")) return undefined
  if (find("content-security-policy").includes("'nonce-")) return undefined
  if (/no-store|private/.test(find("cache-control"))) return undefined

  const kept = all
    .filter(([name]) => !isNamed(name, ...OF_THE_TRANSFER, "etag"))
    // What answers from memory is a hit, also when Next had to render it first.
    .map(([name, value]): Pair => [name, isNamed(name, "x-nextjs-cache") ? "HIT" : value])
  const [gzipped, brotli] = await Promise.all([compressGzip(body), compressBrotli(body)])
  return {
    version: Number(version),
    etag,
    variesBy: find("vary")
      .split(",")
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== "" && name !== "accept-encoding"),
    forms: {
      identity: form(kept, body, [["ETag", etag]]),
      // Of equal meaning but not of equal bytes, for which there are weak validators (RFC 9110, 8.8.1).
      gzip: form(kept, gzipped, [
        ["ETag", `W/${etag}`],
        ["Content-Encoding", "gzip"],
      ]),
      br: form(kept, brotli, [
        ["ETag", `W/${etag}`],
        ["Content-Encoding", "br"],
      ]),
    },
    bytes: body.length + gzipped.length + brotli.length,
  }
}

type Pair = [name: string, value: string]

function form(kept: readonly Pair[], body: Buffer, own: readonly Pair[]): Form {
  const headers = [...kept, ...own]
  return {
    headers: [...headers.flat(), "Content-Length", String(body.length)],
    unchanged: headers.filter(([name]) => !isNamed(name, "content-type", "content-encoding")).flat(),
    body,
  }
}

function pairsOf(headers: readonly string[]): Pair[] {
  const pairs: Pair[] = []
  for (let index = 0; index < headers.length; index += 2) {
    pairs.push([headers[index] ?? "", headers[index + 1] ?? ""])
  }
  return pairs
}

function isNamed(header: string, ...names: readonly string[]): boolean {
  return names.includes(header.toLowerCase())
}

const compressGzip = (body: Buffer) => promisify(gzip)(body, { level: 9 })

const compressBrotli = (body: Buffer) =>
  promisify(brotliCompress)(body, {
    params: {
      // The best quality takes many times as long for a tenth fewer bytes, and a visitor waits for it.
      [constants.BROTLI_PARAM_QUALITY]: 5,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  })
