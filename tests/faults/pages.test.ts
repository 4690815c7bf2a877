import { request } from "node:http"
import { brotliDecompressSync } from "node:zlib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { prepareServer, type StoreServer } from "../support/server"
import { requireBuild } from "../support/survive-kill"
import { until } from "../support/until"

const TOKEN = "a-token-of-the-tests-that-is-long-enough"

const PAGES = ["/", "/products/workflow-sticker-pack"]
const PERSONAL = ["/cart", "/checkout", "/orders/ord_unknown", "/admin", "/sign-in", "/api/stock", "/no/page"]

let server: StoreServer
beforeAll(async () => {
  await requireBuild()
  server = await prepareServer({ SWAG_STORE_API_TOKEN: TOKEN })
  await server.start()
})
afterAll(() => server.kill("SIGKILL"))

describe("a page that is the same for everyone", () => {
  it("is answered before Next with the headers and the bytes that Next gives, whatever the query", async () => {
    for (const path of PAGES) {
      const next = await get(path)
      const own = await fromMemory(path)
      expect(brotliDecompressSync(own.body).equals(next.body), path).toBe(true)
      expect(comparable(own.headers), path).toEqual(comparable(next.headers))
      const plain = await get(`${path}?utm_source=letter`)
      expect(plain.body.equals(next.body), path).toBe(true)
      expect(plain.headers, path).toMatchObject({ etag: next.headers.etag })
      const known = await get(path, { "if-none-match": String(own.headers.etag) })
      expect([known.status, known.body.length], path).toEqual([304, 0])
      expect(known.headers["content-security-policy"]).toBe(next.headers["content-security-policy"])
    }
  })

  it("is handed to Next when the router asks for its data", async () => {
    await fromMemory("/")
    const moved = await get("/", { rsc: "1" })
    expect(moved.status).toBe(307)
    const data = await get(String(moved.headers.location), { rsc: "1" })
    expect(data.headers["content-type"]).toContain("text/x-component")
    expect(data.headers).not.toHaveProperty("x-page-version")
  })

  it("shows a new price to the next who asks, each time", async () => {
    for (const price of ["9.37", "9.73"]) {
      for (const path of PAGES) await fromMemory(path)
      await setPrice(price)
      for (const path of PAGES) expect((await get(path)).body.toString(), path).toContain(`$${price}`)
    }
  })
})

it("what is made for one visitor is never answered from memory", async () => {
  for (const path of PERSONAL) {
    for (let visit = 0; visit < 4; visit++) {
      const { headers } = await get(path, { "accept-encoding": "br, gzip" })
      expect(headers["content-encoding"], path).not.toBe("br")
    }
  }
})

/** Next compresses with gzip only, so what comes in Brotli came from memory. */
async function fromMemory(path: string): Promise<Answer> {
  let answer: Answer | undefined
  await until(`${path} is answered from memory`, async () => {
    answer = await get(path, { "accept-encoding": "br, gzip" })
    return answer.headers["content-encoding"] === "br"
  })
  if (!answer) throw new Error("Nothing was asked")
  return answer
}

/** The headers of the page, without those of its form and of the moment. */
function comparable({ etag, date: _, "content-length": __, ...headers }: Answer["headers"]): object {
  const { "content-encoding": ___, "x-nextjs-cache": ____, ...rest } = headers
  return { ...rest, etag: String(etag).replace("W/", "") }
}

interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly body: Buffer
}

/** `fetch` would ask for compression and undo it by itself. */
function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request(`${server.origin}${path}`, { headers, agent: false }, async (answer) => {
      const body = Buffer.concat(await answer.toArray())
      resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
    })
      .once("error", reject)
      .end()
  })
}

async function setPrice(priceDollars: string): Promise<void> {
  const response = await fetch(`${server.origin}/api/ai/products`, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
    body: JSON.stringify({
      id: "prod_workflow-sticker-pack",
      name: "Workflow Sticker Pack",
      type: "Stickers",
      sku: "INN-STICKERS",
      cover: "light",
      priceDollars,
      category: "accessories",
    }),
  })
  expect(response.status, await response.clone().text()).toBe(200)
}
