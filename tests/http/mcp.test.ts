import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { z } from "zod"
import { listOperations } from "../../src/agent-api/registry"
import { DELETE, GET, POST } from "../../src/app/api/mcp/route"
import { ERRORS, type ErrorType } from "../../src/errors"
import { SCOPES } from "../../src/store/access/api-token"
import {
  type AgentShop,
  ENVIRONMENT_TOKEN,
  NO_PARAMS,
  ORIGIN,
  openAgentShop,
  type RpcAnswer,
  rpcRequest,
} from "../support/agent-shop"

let agents: AgentShop
let token: string
beforeAll(async () => {
  agents = await openAgentShop()
  token = await agents.tokenFor()
})
afterAll(() => agents.close())

/** The tools' names are a promise to everyone who has written them down. */
const TOOLS = [
  "get_api_spec",
  "list_products",
  "list_inventory",
  "preview_inventory_update",
  "apply_inventory_update",
  "preview_inventory_document",
  "list_inventory_audits",
  "preview_product",
  "upsert_product",
  "generate_discount_code",
  "preview_order",
  "submit_order",
  "preview_event_order",
  "create_event_order",
]

const STICKERS = { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 1 }
const BUYER = {
  customer: { email: "ada@example.com", name: "Ada Lovelace", phone: "+44 20 7946 0000" },
  shipping: {
    name: "Ada Lovelace",
    line1: "1 Analytical Way",
    line2: "",
    city: "London",
    state: "",
    postalCode: "N1",
    country: "GB",
  },
}
const PRODUCT = {
  name: "Enamel Pin",
  type: "Pin",
  sku: "INN-PIN",
  cover: "citrus",
  priceDollars: "9",
  category: "accessories",
}
const SHIPMENT = {
  mode: "receive_shipment",
  reason: "Delivery",
  items: [{ variantId: STICKERS.variantId, quantity: 2 }],
}

/** A call of every tool that succeeds. */
const VALID: Record<string, unknown> = {
  get_api_spec: {},
  list_products: {},
  list_inventory: {},
  preview_inventory_update: SHIPMENT,
  apply_inventory_update: SHIPMENT,
  preview_inventory_document: { mode: "receive_shipment", documentText: "sku,qty\nINN-STICKERS,5" },
  list_inventory_audits: { limit: 3 },
  preview_product: PRODUCT,
  upsert_product: PRODUCT,
  generate_discount_code: { kind: "sales_credit", recipient: "Ada", purpose: "booth" },
  preview_order: { items: [STICKERS] },
  submit_order: { items: [STICKERS] },
  preview_event_order: { eventName: "Devcon", items: [STICKERS], ...BUYER },
  create_event_order: { eventName: "Devcon", items: [STICKERS], ...BUYER },
}

function contentOf<Content>(answer: RpcAnswer): Content {
  expect(answer.error).toBeUndefined()
  return answer.result?.structuredContent as Content
}

function expectFailure(answer: RpcAnswer, type: ErrorType): void {
  const { rpcCode, retryable } = ERRORS[type]
  expect(answer.error).toMatchObject({ code: rpcCode, data: { type, retryable } })
  expect(answer.error?.data.userAction.length).toBeGreaterThan(10)
}

describe("the tools", () => {
  it("are these fourteen, described, annotated and with schemas of objects", async () => {
    const { result } = await agents.rpc(token, "tools/list")
    const tools = (result?.tools ?? []) as {
      name: string
      description: string
      inputSchema: object
      outputSchema: object
    }[]
    expect(tools.map(({ name }) => name)).toEqual(TOOLS)
    for (const tool of tools) {
      expect(tool).toMatchObject({
        description: expect.stringMatching(/.{60,}/),
        inputSchema: { type: "object" },
        outputSchema: { type: "object" },
        annotations: { openWorldHint: false },
      })
    }
  })

  it.each(TOOLS)(
    "%s answers with structured content that fits its schema, and the same as text",
    async (name) => {
      const { status, result, error } = await agents.call(token, name, VALID[name])
      expect(error).toBeUndefined()
      expect(status).toBe(200)
      const operation = listOperations().find((candidate) => candidate.name === name)
      expect(operation?.output.safeParse(result?.structuredContent)).toMatchObject({ success: true })
      const text = (result?.content as { text: string }[] | undefined)?.[0]?.text
      expect(JSON.parse(text ?? "")).toEqual(result?.structuredContent)
      expect(JSON.stringify(result).length).toBeLessThan(64_000)
    },
  )

  it.each(TOOLS)("%s needs each of its scopes and no other", async (name) => {
    const { scopes } = listOperations().find((candidate) => candidate.name === name) ?? { scopes: [] }
    for (const missing of scopes) {
      const limited = await agents.tokenFor(SCOPES.filter((scope) => scope !== missing))
      const answer = await agents.call(limited, name, VALID[name])
      expectFailure(answer, "FORBIDDEN")
      expect(answer.status).toBe(200)
      expect(answer.error?.message).toContain(missing)
    }
    const enough = await agents.tokenFor(scopes.length > 0 ? scopes : ["swag:products:read"])
    expect((await agents.call(enough, name, VALID[name])).error).toBeUndefined()
  })

  it.each(TOOLS)("%s names the field that is wrong, whatever its shape", async (name) => {
    const schema = z.toJSONSchema(
      listOperations().find((candidate) => candidate.name === name)?.input ?? z.never(),
      {
        io: "input",
      },
    )
    const valid = VALID[name] as Record<string, unknown>
    // A token of its own: so many calls use up a minute's worth of one.
    const token = await agents.tokenFor()
    for (const field of [...Object.keys(schema.properties ?? {}), "unheardOf"]) {
      for (const wrong of [
        { a: { b: [null] } },
        [[[]]],
        null,
        Number.MAX_VALUE,
        "\u0000".repeat(3),
        -1.5,
        true,
      ]) {
        const answer = await agents.call(token, name, { ...valid, [field]: wrong })
        if (answer.error === undefined) continue
        expect(answer.error.data.type).toBe("VALIDATION_ERROR")
        expect(JSON.stringify(answer.error)).toContain(field)
      }
      if (schema.required?.includes(field)) {
        const { [field]: gone, ...rest } = valid
        const answer = await agents.call(token, name, rest)
        expectFailure(answer, "VALIDATION_ERROR")
        expect(answer.error?.message).toContain(field)
      }
    }
  })

  it.each([["list"], [42], [null]])("refuse %j as arguments", async (args) => {
    expectFailure(
      await agents.rpc(token, "tools/call", { name: "list_products", arguments: args }),
      "VALIDATION_ERROR",
    )
  })

  it("that do not exist are named as unknown", async () => {
    const answer = await agents.call(token, "drop_tables")
    expectFailure(answer, "UNKNOWN_TOOL")
    expect(answer.status).toBe(200)
  })
})

describe("a failure tells an agent how to go on", () => {
  it("INVENTORY_UNAVAILABLE: order what is left", async () => {
    const items = [{ productId: "prod_baseball_cap", variantId: "var_baseball-cap-black-one", quantity: 99 }]
    const answer = await agents.call(token, "submit_order", { items })
    expectFailure(answer, "INVENTORY_UNAVAILABLE")
    const left = answer.error?.data.details?.available as number
    const [item] = items
    expect(
      (await agents.call(token, "submit_order", { items: [{ ...item, quantity: left }] })).error,
    ).toBeUndefined()
  })

  it("DISCOUNT_REDEEMED: order with another code; DISCOUNT_INVALID: without one", async () => {
    const minted = await agents.call(token, "generate_discount_code", { kind: "devrel_comp" })
    const { code } = contentOf<{ discountCode: { code: string } }>(minted).discountCode
    const order = { items: [STICKERS], discountCode: code, ...BUYER }
    expect((await agents.call(token, "submit_order", order)).result?.structuredContent?.status).toBe(
      "submitted",
    )
    const again = await agents.call(token, "submit_order", order)
    expectFailure(again, "DISCOUNT_REDEEMED")
    expect(again.error?.message).toContain("has already been redeemed")
    expectFailure(
      await agents.call(token, "submit_order", { ...order, discountCode: "NOPE" }),
      "DISCOUNT_INVALID",
    )
    const { discountCode, ...without } = order
    expect((await agents.call(token, "submit_order", without)).result?.structuredContent?.status).toBe(
      "payment_required",
    )
  })

  it("CONFLICT: repeat with a new key, or look again at what is stale", async () => {
    const once = { ...SHIPMENT, idempotencyKey: "conflict-1" }
    await agents.call(token, "apply_inventory_update", once)
    const other = { ...once, reason: "Another delivery" }
    expectFailure(await agents.call(token, "apply_inventory_update", other), "CONFLICT")
    expect(
      (await agents.call(token, "apply_inventory_update", { ...other, idempotencyKey: "conflict-2" })).error,
    ).toBeUndefined()
    const stale = {
      mode: "audit_count",
      reason: "Count",
      items: [{ variantId: STICKERS.variantId, stock: 50, expectedStock: 1 }],
    }
    expectFailure(await agents.call(token, "apply_inventory_update", stale), "CONFLICT")
  })

  it("NOT_FOUND: list the products and take an id from there", async () => {
    const order = { items: [{ ...STICKERS, variantId: "var_none" }] }
    expectFailure(await agents.call(token, "preview_order", order), "NOT_FOUND")
  })

  it("VALIDATION_ERROR: add what is missing", async () => {
    const minted = await agents.call(token, "generate_discount_code", { kind: "devrel_comp" })
    const { code } = contentOf<{ discountCode: { code: string } }>(minted).discountCode
    const bare = await agents.call(token, "submit_order", { items: [STICKERS], discountCode: code })
    expectFailure(bare, "VALIDATION_ERROR")
    expect(bare.error?.message).toContain("shipping.line1")
    const whole = { items: [STICKERS], discountCode: code, ...BUYER }
    expect((await agents.call(token, "submit_order", whole)).error).toBeUndefined()
  })

  it("FORBIDDEN over a daily limit: ask for less, or wait for an admin", async () => {
    const limited = await agents.tokenFor(SCOPES, { stockUnitsPerDay: 3 })
    expect((await agents.call(limited, "apply_inventory_update", SHIPMENT)).error).toBeUndefined()
    const over = await agents.call(limited, "apply_inventory_update", SHIPMENT)
    expectFailure(over, "FORBIDDEN")
    expect(over.error?.data.details).toMatchObject({ approvalState: "waiting" })
    const less = { ...SHIPMENT, items: [{ ...SHIPMENT.items[0], quantity: 1 }] }
    expect((await agents.call(limited, "apply_inventory_update", less)).error).toBeUndefined()
  })
})

describe("the endpoint", () => {
  it.each([
    ["no token", undefined],
    ["a token of another shape", "sk_live_123"],
    ["a token that was never made", "swag_000000000000000000000000000000000000"],
  ])("with %s is 401 and says where tokens come from", async (_case, wrong) => {
    const answer = await agents.rpc(wrong, "tools/list")
    expect(answer.status).toBe(401)
    expectFailure(answer, "UNAUTHORIZED")
    expect(answer.headers.get("www-authenticate")).toBe(
      `Bearer resource_metadata="${ORIGIN}/.well-known/oauth-protected-resource"`,
    )
  })

  it("takes the token of the environment", async () => {
    expect((await agents.call(ENVIRONMENT_TOKEN, "list_products")).error).toBeUndefined()
  })

  it.each(["", "{", "nonsense", "[".repeat(100_000)])(
    "answers a body that is not JSON with a parse error",
    async (body) => {
      const response = await POST(rpcRequest(token, body), NO_PARAMS)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: { code: -32700, data: { type: "PARSE_ERROR" } } })
    },
  )

  it("answers unknown methods with METHOD_NOT_FOUND", async () => {
    expectFailure(await agents.rpc(token, "tools/destroy"), "METHOD_NOT_FOUND")
  })

  it.each([
    ["GET", GET],
    ["DELETE", DELETE],
  ])("has no sessions: %s is 405", async (method, handle) => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await handle(new Request(`${ORIGIN}/api/mcp`, { method, headers }), NO_PARAMS)
    expect(response.status).toBe(405)
    expect(response.headers.get("allow")).toBe("POST")
  })

  it.each([
    [{ origin: "https://evil.test" }],
    [{ origin: "null" }],
    [{ host: "evil.test" }],
    [{ host: "localhost.evil.test:3000" }],
  ])("refuses what is addressed to another site: %j", async (headers) => {
    const response = await POST(
      rpcRequest(token, { jsonrpc: "2.0", id: 1, method: "tools/list" }, headers),
      NO_PARAMS,
    )
    expect(response.status).toBe(403)
  })

  it("shakes hands with clients of 2025", async () => {
    const { result, status } = await agents.rpc(token, "initialize", {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "test", version: "1" },
    })
    expect(status).toBe(200)
    expect(result).toMatchObject({
      protocolVersion: "2025-06-18",
      serverInfo: { name: "inngest-swag-store" },
    })
    const initialized = { jsonrpc: "2.0", method: "notifications/initialized" }
    expect((await POST(rpcRequest(token, initialized), NO_PARAMS)).status).toBe(202)
  })

  it("serves the revision of 2026 without a handshake", async () => {
    const meta = {
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientInfo": { name: "test", version: "1" },
      "io.modelcontextprotocol/clientCapabilities": {},
    }
    const send = async (method: string, params: object, name?: string) => {
      const body = { jsonrpc: "2.0", id: 7, method, params: { ...params, _meta: meta } }
      const headers = {
        "mcp-protocol-version": "2026-07-28",
        "mcp-method": method,
        ...(name ? { "mcp-name": name } : {}),
      }
      const response = await POST(rpcRequest(token, body, headers), NO_PARAMS)
      return { status: response.status, body: await response.json() }
    }
    expect((await send("server/discover", {})).body).toMatchObject({
      result: { supportedVersions: ["2026-07-28"] },
    })
    const listed = await send("tools/list", {})
    expect(listed.body).toMatchObject({ result: { tools: { length: 14 } } })
    const called = await send("tools/call", { name: "list_products", arguments: {} }, "list_products")
    expect(called).toMatchObject({
      status: 200,
      body: { result: { structuredContent: { products: expect.any(Array) } } },
    })
    const failed = await send(
      "tools/call",
      { name: "list_products", arguments: { limit: -1 } },
      "list_products",
    )
    expect(failed).toMatchObject({
      status: 200,
      body: { error: { code: -32602, data: { type: "VALIDATION_ERROR" } } },
    })
  })

  it("has the catalogue and live orders as resources, and the workflows as prompts", async () => {
    const catalog = await agents.rpc(token, "resources/read", { uri: "swag://catalog" })
    expect(JSON.stringify(catalog.result)).toContain("INN-AAI-TEE")
    const made = await agents.call(token, "create_event_order", VALID.create_event_order)
    const { orderId } = contentOf<{ order: { orderId: string } }>(made).order
    const order = await agents.rpc(token, "resources/read", { uri: `swag://orders/${orderId}` })
    expect(JSON.stringify(order.result)).toContain("reserve-inventory")
    expect(JSON.stringify(order.result)).not.toContain("Ada Lovelace")
    expectFailure(await agents.rpc(token, "resources/read", { uri: "file:///etc/passwd" }), "NOT_FOUND")
    const { result } = await agents.rpc(token, "prompts/list")
    expect(result?.prompts).toHaveLength(5)
    const prompt = await agents.rpc(token, "prompts/get", { name: "receivingShipment" })
    expect(JSON.stringify(prompt.result)).toContain("preview_inventory_document")
  })
})

it("the specification names every tool and every error", async () => {
  const { result } = await agents.call(token, "get_api_spec")
  const spec = result?.structuredContent as {
    ax: { errors: { types: { type: string }[] } }
    mcpTools: object
  }
  expect(Object.keys(spec.mcpTools)).toEqual(TOOLS)
  expect(spec.ax.errors.types.map(({ type }) => type)).toEqual(Object.keys(ERRORS))
})
