import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { GET as getAi, POST as postAi, PUT as putAi } from "../../src/app/api/ai/[[...path]]/route"
import { GET as getImage } from "../../src/app/api/product-images/[id]/route"
import { ERRORS, type ErrorType } from "../../src/errors"
import { countRequest, RATE_LIMITS } from "../../src/http/rate-limit"
import { SCOPES } from "../../src/store/access/api-token"
import { authenticateToken } from "../../src/store/access/authenticate-token"
import { type AgentShop, NO_PARAMS, ORIGIN, openAgentShop } from "../support/agent-shop"
import { png } from "../support/pictures"

let agents: AgentShop
let token: string
beforeAll(async () => {
  agents = await openAgentShop()
  token = await agents.tokenFor()
})
afterAll(() => agents.close())

const STICKERS = { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 1 }
const BUYER = {
  customer: { email: "ada@example.com", name: "Ada Lovelace" },
  shipping: { line1: "1 Analytical Way", city: "London", postalCode: "N1", country: "GB" },
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into bodies of every shape
  readonly body: any
}

async function send(
  method: "GET" | "POST" | "PUT",
  path: string,
  body?: unknown,
  { bearer = token, ...headers }: Record<string, string | undefined> = {},
): Promise<Answer> {
  const request = new Request(`${ORIGIN}/api/ai${path}`, {
    method,
    headers: {
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...(headers as Record<string, string>),
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  })
  const response = await { GET: getAi, POST: postAi, PUT: putAi }[method](request, NO_PARAMS)
  return { status: response.status, headers: response.headers, body: await response.json() }
}

function expectFailure({ status, body }: Answer, type: ErrorType): void {
  expect(status).toBe(ERRORS[type].status)
  expect(body.error).toMatchObject({ type, retryable: ERRORS[type].retryable, requestId: expect.any(String) })
}

describe("REST for agents", () => {
  it("lists products with the specification beside them", async () => {
    const { status, body } = await send("GET", "/products")
    expect(status).toBe(200)
    expect(body.products).toHaveLength(7)
    expect(body.products[0]).toMatchObject({ id: "prod_anti-anti-infra-tee", priceCents: 2800 })
    expect(body.apiSpec.ax.workflows.orderSubmission.length).toBeGreaterThan(2)
  })

  it("pages through the products", async () => {
    const first = await send("GET", "/products?limit=3")
    const second = await send("GET", `/products?limit=100&cursor=${first.body.nextCursor}`)
    expect(first.body.products).toHaveLength(3)
    expect(second.body.products).toHaveLength(4)
    expect(second.body.nextCursor).toBeUndefined()
  })

  it("saves a product with a picture that is then served from the shop", async () => {
    const picture = png()
    const { body } = await send("POST", "/products", {
      id: "prod_pin",
      name: "Pin <script>alert(1)</script>",
      type: "Pin",
      sku: "INN-PIN",
      cover: "dark",
      priceDollars: "9.50",
      category: "accessories",
      variantsText: "12",
      imageBase64: picture.toString("base64"),
    })
    expect(body.product).toMatchObject({ id: "prod_pin", priceCents: 950, variants: [{ stock: 12 }] })
    const id = body.product.image.split("/").at(-1)
    const image = await getImage(new Request(`${ORIGIN}${body.product.image}`), {
      params: Promise.resolve({ id }),
    })
    expect(image.headers.get("content-type")).toBe("image/png")
    expect(image.headers.get("x-content-type-options")).toBe("nosniff")
    expect(Buffer.from(await image.arrayBuffer())).toEqual(picture)
    const none = await getImage(new Request(ORIGIN), { params: Promise.resolve({ id: "../../secret" }) })
    expect(none.status).toBe(404)
  })

  it("mints codes, as many as asked, once per key", async () => {
    const body = { kind: "devrel_comp", recipient: "Ada", count: 3 }
    const first = await send("POST", "/discount-codes", body, { "idempotency-key": "codes-1" })
    const again = await send("POST", "/discount-codes", body, { "idempotency-key": "codes-1" })
    expect(first.body.discountCodes).toHaveLength(3)
    expect(first.body.discountCode).toEqual(first.body.discountCodes[0])
    expect(again.body).toEqual(first.body)
    expectFailure(
      await send("POST", "/discount-codes", { ...body, count: 4 }, { "idempotency-key": "codes-1" }),
      "CONFLICT",
    )
  })

  it("places free orders at once and sends paid ones to a page", async () => {
    const { body: minted } = await send("POST", "/discount-codes", { kind: "devrel_comp" })
    const free = await send("POST", "/orders", {
      items: [STICKERS],
      discountCode: minted.discountCode.code,
      ...BUYER,
    })
    expect(free.body).toMatchObject({
      status: "submitted",
      totalCents: 0,
      orderUrl: `${ORIGIN}/orders/${free.body.orderId}`,
    })
    const paid = await send("POST", "/orders", { items: [STICKERS] }, { "idempotency-key": "paid-1" })
    expect(paid.body).toMatchObject({
      status: "payment_required",
      checkoutUrl: expect.stringContaining("/sandbox/checkout/"),
    })
    const again = await send("POST", "/orders", { items: [STICKERS] }, { "idempotency-key": "paid-1" })
    expect(again.body).toEqual(paid.body)
  })
})

describe("what fails over REST", () => {
  it("says where tokens come from", async () => {
    const answer = await send("GET", "/products", undefined, { bearer: "" })
    expectFailure(answer, "UNAUTHORIZED")
    expect(answer.headers.get("www-authenticate")).toContain("/.well-known/oauth-protected-resource")
  })

  it.each([
    ["GET", "/products", "swag:products:read", undefined],
    ["POST", "/products", "swag:products:write", {}],
    ["POST", "/discount-codes", "swag:discounts:write", {}],
    ["POST", "/orders", "swag:orders:write", {}],
  ] as const)("%s %s names the scope %s when it is missing", async (method, path, scope, body) => {
    const bearer = await agents.tokenFor(SCOPES.filter((candidate) => candidate !== scope))
    const answer = await send(method, path, body, { bearer })
    expectFailure(answer, "FORBIDDEN")
    expect(answer.body.error.message).toContain(scope)
    expect(answer.headers.get("www-authenticate")).toContain(`scope="${scope}"`)
  })

  it.each([
    ["not JSON", "{", "PARSE_ERROR"],
    ["a list", [], "VALIDATION_ERROR"],
    ["null", null, "VALIDATION_ERROR"],
    ["no items", { items: [] }, "VALIDATION_ERROR"],
    ["half a unit", { items: [{ ...STICKERS, quantity: 0.5 }] }, "VALIDATION_ERROR"],
    ["less than nothing", { items: [{ ...STICKERS, quantity: -1 }] }, "VALIDATION_ERROR"],
    ["a price of its own", { items: [{ ...STICKERS, unitPriceCents: 1 }] }, "VALIDATION_ERROR"],
    ["a NUL", { items: [{ ...STICKERS, variantId: "\u0000" }] }, "VALIDATION_ERROR"],
    ["an unknown variant", { items: [{ ...STICKERS, variantId: "var_none" }] }, "NOT_FOUND"],
    [
      "another product's variant",
      { items: [{ ...STICKERS, productId: "prod_baseball_cap" }] },
      "VALIDATION_ERROR",
    ],
    [
      "too many",
      { items: [{ productId: "prod_baseball_cap", variantId: "var_baseball-cap-black-one", quantity: 99 }] },
      "INVENTORY_UNAVAILABLE",
    ],
    ["a wrong code", { items: [STICKERS], discountCode: "NOPE" }, "DISCOUNT_INVALID"],
  ] as const)("an order of %s", async (_case, body, type) => {
    expectFailure(await send("POST", "/orders", body), type)
  })

  it("an unknown path is 404, a wrong method 405, too large a body 413", async () => {
    expectFailure(await send("GET", "/secrets"), "NOT_FOUND")
    expectFailure(await send("PUT", "/products", {}), "METHOD_NOT_FOUND")
    expectFailure(await send("POST", "/orders", `"${"x".repeat(7_000_000)}"`), "PAYLOAD_TOO_LARGE")
  })

  it("a token that asks too often has to wait, and others do not", async () => {
    const busy = await agents.tokenFor(["swag:products:read"])
    const { actor } = await authenticateToken(agents.shop.contextFor({ kind: "shopper" }), busy, undefined)
    for (let count = 1; count < RATE_LIMITS.token.points; count++)
      await countRequest(RATE_LIMITS.token, actor.id)
    expect((await send("GET", "/products", undefined, { bearer: busy })).status).toBe(200)
    const refused = await send("GET", "/products", undefined, { bearer: busy })
    expectFailure(refused, "RATE_LIMITED")
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0)
    expect((await send("GET", "/products")).status).toBe(200)
  })

  it("an address that guesses tokens has to wait, even with a good one", async () => {
    const from = { "x-forwarded-for": "203.0.113.9" }
    for (let count = 0; count < 30; count++)
      await send("GET", "/products", undefined, { bearer: "guess", ...from })
    expectFailure(await send("GET", "/products", undefined, from), "RATE_LIMITED")
    expect((await send("GET", "/products")).status).toBe(200)
  })
})

describe("OpenAPI", () => {
  it("describes every endpoint with its scopes and errors", async () => {
    const { body } = await send("GET", "/openapi.json", undefined, { bearer: "" })
    expect(body.openapi).toBe("3.1.0")
    expect(Object.keys(body.paths)).toEqual(["/api/ai/products", "/api/ai/discount-codes", "/api/ai/orders"])
    expect(body.paths["/api/ai/orders"].post.security).toEqual([{ bearer: ["swag:orders:write"] }])
    expect(Object.keys(body.paths["/api/ai/orders"].post.responses)).toContain("409")
    const { properties } = body.paths["/api/ai/orders"].post.requestBody.content["application/json"].schema
    expect(Object.keys(properties)).toEqual([
      "items",
      "discountCode",
      "customer",
      "shipping",
      "idempotencyKey",
    ])
  })

  it("has a page for people", async () => {
    const page = await getAi(new Request(`${ORIGIN}/api/ai`), NO_PARAMS)
    const html = await page.text()
    expect(page.headers.get("content-type")).toContain("text/html")
    expect(html).toContain("POST /api/ai/orders")
    expect(html).toContain("create_event_order")
  })
})
