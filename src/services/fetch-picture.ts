import { lookup } from "node:dns/promises"
import type { IncomingMessage } from "node:http"
import { request } from "node:https"
import { isIP } from "node:net"
import { StoreError } from "../errors"
import { MAX_IMAGE_BYTES } from "../store/catalog/product-input"
import type { Pictures } from "../store/ports"
import { isPublicAddress } from "./public-address"

const MAX_REDIRECTS = 3
const TIMEOUT_MS = 10_000

/** How names become addresses and addresses answer; the real ones unless a test looks on. */
export interface Network {
  resolve(hostname: string): Promise<readonly string[]>
  /** Must connect to `address` and to nothing else, whatever the name says by then. */
  get(url: URL, address: string, signal: AbortSignal): Promise<IncomingMessage>
}

/**
 * Fetches pictures from addresses that strangers give. Only https on its own port; the name is resolved once, every
 * address it has must be public, and the connection is pinned to the one that was checked; each redirect starts over.
 */
export function createPictures(network: Network = INTERNET): Pictures {
  return {
    async fetch(source) {
      const signal = AbortSignal.timeout(TIMEOUT_MS)
      let url = readUrl(source)
      for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
        const response = await ask(network, url, signal)
        const status = response.statusCode ?? 0
        if (status === 200) return readBody(response)
        response.destroy()
        const { location } = response.headers
        if (status < 300 || status > 399 || !location)
          throw refuse(`The address answered with status ${status}.`)
        url = readUrl(URL.canParse(location, url) ? new URL(location, url).href : "")
      }
      throw refuse(`The address redirects more than ${MAX_REDIRECTS} times.`)
    },
  }
}

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw refuse("This is not a URL.")
  const url = new URL(text)
  if (url.protocol !== "https:") throw refuse("Only https addresses are fetched.")
  if (url.port !== "") throw refuse("Only the standard port of https is asked.")
  if (url.username || url.password) throw refuse("An address must not carry a user name or password.")
  return url
}

async function ask(network: Network, url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const address = await publicAddressOf(network, url.hostname)
  try {
    return await network.get(url, address, signal)
  } catch (cause) {
    throw refuse("The address does not answer.", cause)
  }
}

async function publicAddressOf(network: Network, hostname: string): Promise<string> {
  const literal = hostname.replace(/^\[|\]$/g, "")
  const addresses = isIP(literal) ? [literal] : await network.resolve(hostname).catch(() => [])
  const [first] = addresses
  if (first === undefined) throw refuse("The name of the address is not known.")
  if (!addresses.every(isPublicAddress)) throw refuse("The address is not on the public internet.")
  return first
}

async function readBody(response: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.byteLength
      if (size > MAX_IMAGE_BYTES) break
      chunks.push(chunk)
    }
  } catch (cause) {
    throw refuse("The picture did not arrive in whole.", cause)
  } finally {
    response.destroy()
  }
  if (size > MAX_IMAGE_BYTES) throw refuse(`The picture is larger than ${MAX_IMAGE_BYTES} bytes.`)
  return Buffer.concat(chunks)
}

const INTERNET: Network = {
  resolve: async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address),
  get: (url, address, signal) =>
    new Promise((resolve, reject) => {
      const family = isIP(address)
      const outgoing = request(
        url,
        {
          signal,
          agent: false,
          headers: { accept: "image/png, image/jpeg, image/webp", "user-agent": "swag-store" },
          lookup: (_hostname, options, callback) =>
            options.all ? callback(null, [{ address, family }]) : callback(null, address, family),
        },
        resolve,
      )
      outgoing.on("error", reject)
      outgoing.end()
    }),
}

function refuse(message: string, cause?: unknown): StoreError {
  return new StoreError("VALIDATION_ERROR", `imageSourceUrl: ${message}`, {
    userAction: "Give the https address of a public PNG, JPEG or WebP picture, or send it as imageBase64.",
    details: { issues: [{ field: "imageSourceUrl", message }] },
    ...(cause === undefined ? {} : { cause }),
  })
}
