import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { productJsonLd } from "../../src/agent-api/product-texts"
import { GET as getAuthorizationServer } from "../../src/app/.well-known/oauth-authorization-server/route"
import { GET as getProtectedResource } from "../../src/app/.well-known/oauth-protected-resource/route"
import { POST as postReset } from "../../src/app/api/inventory/reset/route"
import { GET as getProductText } from "../../src/app/api/product-texts/[slug]/route"
import { GET as getAuth } from "../../src/app/auth.md/route"
import { GET as getFeed } from "../../src/app/feeds/products.xml/route"
import { GET as getLlms } from "../../src/app/llms.txt/route"
import { GET as getRobots } from "../../src/app/robots.txt/route"
import { GET as getSitemap } from "../../src/app/sitemap.xml/route"
import { SCOPES } from "../../src/store/access/api-token"
import { BUNDLED_CATALOG } from "../../src/store/catalog/bundled-catalog"
import { type AgentShop, NO_PARAMS, ORIGIN, openAgentShop, RESET_SECRET } from "../support/agent-shop"

let agents: AgentShop
beforeAll(async () => {
  agents = await openAgentShop()
})
afterAll(() => agents.close())

type Get = (request: Request, context: typeof NO_PARAMS) => Promise<Response>
const read = async (get: Get) => get(new Request(ORIGIN), NO_PARAMS)

describe("an agent finds its way in", () => {
  it("by auth.md, which names every scope", async () => {
    const response = await read(getAuth)
    expect(response.headers.get("content-type")).toContain("text/markdown")
    const text = await response.text()
    expect(text.startsWith("# Inngest Swag Store auth.md\n")).toBe(true)
    for (const scope of SCOPES) expect(text).toContain(scope)
    for (const heading of ["Discover", "Authenticate", "Scopes", "Workflow", "Security"]) {
      expect(text).toContain(`\n## ${heading}\n`)
    }
  })

  it("by the documents of RFC 9728 and RFC 8414", async () => {
    expect(await (await read(getProtectedResource)).json()).toEqual({
      resource: `${ORIGIN}/api/mcp`,
      resource_name: "Inngest Swag Store",
      authorization_servers: [ORIGIN],
      scopes_supported: SCOPES,
      bearer_methods_supported: ["header"],
      resource_documentation: `${ORIGIN}/auth.md`,
    })
    expect(await (await read(getAuthorizationServer)).json()).toMatchObject({
      issuer: ORIGIN,
      agent_auth: { skill: "https://workos.com/auth.md", admin_issued: { token_prefix: "swag_" } },
    })
  })

  it("by llms.txt, robots.txt and the sitemap", async () => {
    expect(await (await read(getLlms)).text()).toContain(`${ORIGIN}/products/baseball-cap.md`)
    expect(await (await read(getRobots)).text()).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`)
    expect(await (await read(getSitemap)).text()).toContain(`<loc>${ORIGIN}/products/baseball-cap</loc>`)
  })
})

describe("an agent reads a product", () => {
  const text = (slug: string) => getProductText(new Request(ORIGIN), { params: Promise.resolve({ slug }) })

  it("as Markdown, with what can be bought", async () => {
    const markdown = await (await text("anti-anti-infra-tee")).text()
    expect(markdown).toContain("# Anti Anti Infra Co.")
    expect(markdown).toContain("| var_aai-tee-grey-m | grey | M | 24 |")
    expect((await text("nothing")).status).toBe(404)
  })

  it("in a feed with an item per variant", async () => {
    const feed = await (await read(getFeed)).text()
    expect(feed.match(/<item>/g)).toHaveLength(BUNDLED_CATALOG.flatMap(({ variants }) => variants).length)
    expect(feed).toContain("<g:price>28.00 USD</g:price>")
  })

  it("as JSON-LD that cannot end its script", () => {
    const [product] = BUNDLED_CATALOG
    if (!product) throw new Error("The bundled catalogue is empty")
    const jsonLd = productJsonLd(ORIGIN, { ...product, name: "</script><script>alert(1)" })
    expect(jsonLd).not.toContain("<")
    expect(JSON.parse(jsonLd)).toMatchObject({ "@type": "Product", name: "</script><script>alert(1)" })
  })
})

describe("resetting the catalogue", () => {
  const reset = async (body: unknown, secret?: string) => {
    const headers = secret === undefined ? undefined : { "x-swag-store-reset-secret": secret }
    const request = new Request(`${ORIGIN}/api/inventory/reset`, {
      method: "POST",
      body: JSON.stringify(body),
      ...(headers ? { headers } : {}),
    })
    const response = await postReset(request, NO_PARAMS)
    return { status: response.status, body: await response.json() }
  }
  const stockOf = async (token: string, variantId: string) => {
    const { result } = await agents.call(token, "list_inventory")
    const content = result?.structuredContent as
      | { inventory: { variantId: string; stock: number }[] }
      | undefined
    return content?.inventory.find((row) => row.variantId === variantId)?.stock
  }

  it.each([[undefined], ["wrong"], [`${"x".repeat(30)}`]])(
    "needs its secret, and refuses %s",
    async (secret) => {
      expect((await reset({ actorEmail: "ops@shop.test" }, secret)).status).toBe(401)
    },
  )

  it("leaves stock alone unless asked, and sets it back through the ledger when asked", async () => {
    const token = await agents.tokenFor()
    const items = [{ variantId: "var_sticker-pack-one", quantity: 10 }]
    await agents.call(token, "apply_inventory_update", {
      mode: "receive_shipment",
      reason: "Delivery",
      items,
    })
    const answer = await reset({ actorEmail: "ops@shop.test" }, RESET_SECRET)
    expect(answer.body).toEqual({
      ok: true,
      importRunId: expect.stringMatching(/^imp_/),
      products: 7,
      variants: BUNDLED_CATALOG.flatMap(({ variants }) => variants).length,
      source: "bundled-catalogue",
    })
    expect(await stockOf(token, "var_sticker-pack-one")).toBe(130)
    const overwritten = await reset({ actorEmail: "ops@shop.test", overwriteStock: true }, RESET_SECRET)
    expect(await stockOf(token, "var_sticker-pack-one")).toBe(120)
    const { result } = await agents.call(token, "list_inventory_audits", { limit: 1 })
    expect(result?.structuredContent?.audits).toMatchObject([
      { batchId: overwritten.body.importRunId, actorEmail: "ops@shop.test", quantityChange: -10 },
    ])
  })

  it("takes unknown products off the shelf only when asked", async () => {
    const token = await agents.tokenFor()
    const pin = {
      name: "Pin",
      type: "Pin",
      sku: "INN-PIN",
      cover: "dark",
      priceDollars: "9",
      category: "accessories",
    }
    await agents.call(token, "upsert_product", pin)
    const listed = async () => {
      const { result } = await agents.call(token, "list_products")
      return JSON.stringify(result?.structuredContent).includes("INN-PIN")
    }
    await reset({ actorEmail: "ops@shop.test" }, RESET_SECRET)
    expect(await listed()).toBe(true)
    await reset({ actorEmail: "ops@shop.test", deleteUnknownProducts: true }, RESET_SECRET)
    expect(await listed()).toBe(false)
  })
})
