import { randomUUID } from "node:crypto"
import { expect } from "vitest"
import { errorsOf } from "../../src/agent-api/operation-errors"
import { findOperation } from "../../src/agent-api/registry"
import { errorsOfEndpoint, REST_ENDPOINTS } from "../../src/agent-api/rest-endpoints"
import { GET as getAi, POST as postAi } from "../../src/app/api/ai/[[...path]]/route"
import { POST as postMcp } from "../../src/app/api/mcp/route"
import type { ErrorType } from "../../src/errors"
import { NO_PARAMS, ORIGIN } from "./agent-shop"

/** A refused call, in the same words over MCP and REST. */
export interface Failure {
  readonly type: ErrorType
  readonly message: string
  readonly retryable: boolean
  readonly userAction: string
  readonly requestId: string
  readonly details?: Readonly<Record<string, unknown>>
  /** JSON-RPC's code; MCP only. */
  readonly code?: number
}

export interface Outcome {
  readonly status: number
  readonly headers: Headers
  readonly content?: Readonly<Record<string, unknown>>
  readonly failure?: Failure
}

export interface Call {
  readonly tool: string
  readonly args: unknown
  readonly token: string
  readonly headers?: Record<string, string>
  /** Makes the body into what is sent. */
  readonly spoil?: (body: string) => string
}

/** A way to call a tool. */
export interface Transport {
  readonly name: "MCP" | "REST"
  /** Whether the tool can be called in this way. */
  offers(tool: string): boolean
  /** Every error that the specification says the tool may answer with. */
  errors(tool: string): readonly ErrorType[]
  /** Calls the tool through the real route; fails the test when the answer is an error that is not declared. */
  call(call: Call): Promise<Outcome>
}

export const MCP: Transport = {
  name: "MCP",
  offers: () => true,
  errors: (tool) => errorsOf(findOperation(tool) ?? { errors: [] }),
  async call({ tool, args, token, headers = {}, spoil = (body) => body }) {
    const params = { name: tool, arguments: args }
    const response = await postMcp(
      new Request(`${ORIGIN}/api/mcp`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", ...headers },
        body: spoil(JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params })),
      }),
      NO_PARAMS,
    )
    const { result, error } = (await response.json()) as {
      result?: { structuredContent: Record<string, unknown> }
      error?: { code: number; message: string; data: Omit<Failure, "message" | "code"> }
    }
    return declared(MCP, tool, {
      status: response.status,
      headers: response.headers,
      ...(result ? { content: result.structuredContent } : {}),
      ...(error ? { failure: { ...error.data, message: error.message, code: error.code } } : {}),
    })
  },
}

export const REST: Transport = {
  name: "REST",
  offers: (tool) => endpointOf(tool) !== undefined,
  errors(tool) {
    const endpoint = endpointOf(tool)
    return endpoint ? errorsOfEndpoint(endpoint) : []
  },
  async call({ tool, args, token, headers = {}, spoil = (body) => body }) {
    const endpoint = endpointOf(tool)
    if (!endpoint) throw new Error(`${tool} has no REST form`)
    const init = { headers: { authorization: `Bearer ${token}`, ...headers } }
    const url = `${ORIGIN}${endpoint.path}`
    const response =
      endpoint.method === "get"
        ? await getAi(new Request(`${url}?${queryOf(args)}`, init), NO_PARAMS)
        : await postAi(
            new Request(url, { ...init, method: "POST", body: spoil(JSON.stringify(args)) }),
            NO_PARAMS,
          )
    const { error, ...content } = (await response.json()) as { error?: Failure }
    return declared(REST, tool, {
      status: response.status,
      headers: response.headers,
      ...(error ? { failure: error } : { content }),
    })
  },
}

/** The outcome's content. Fails the test when the call was refused. */
export function contentOf<Content>({ content, failure }: Outcome): Content {
  expect(failure).toBeUndefined()
  return content as Content
}

function endpointOf(tool: string) {
  return REST_ENDPOINTS.find(({ operation }) => operation().name === tool)
}

function queryOf(args: unknown): URLSearchParams {
  return new URLSearchParams(Object.entries(args as object).map(([name, value]) => [name, String(value)]))
}

function declared(transport: Transport, tool: string, outcome: Outcome): Outcome {
  if (outcome.failure && findOperation(tool)) {
    expect(transport.errors(tool), `${tool} over ${transport.name}: ${outcome.failure.message}`).toContain(
      outcome.failure.type,
    )
  }
  return outcome
}

export const STICKERS = {
  productId: "prod_workflow-sticker-pack",
  variantId: "var_sticker-pack-one",
  quantity: 1,
}
export const BUYER = {
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

/** Arguments that each tool takes, new with every call. */
export const FRESH: Readonly<Record<string, () => Record<string, unknown>>> = {
  get_api_spec: () => ({}),
  list_products: () => ({ limit: 3, cursor: "prod_baseball_cap" }),
  list_inventory: () => ({ limit: 3, cursor: "prod_baseball_cap" }),
  preview_inventory_update: shipment,
  apply_inventory_update: shipment,
  preview_inventory_document: () => ({
    mode: "receive_shipment",
    documentText: "sku,qty\nINN-STICKERS,5",
    sourceName: "mail",
    reason: "Delivery",
  }),
  list_inventory_audits: () => ({ limit: 3 }),
  preview_product: product,
  upsert_product: product,
  generate_discount_code: () => ({
    kind: "sales_credit",
    recipient: "Ada",
    purpose: "booth",
    count: 1,
    idempotencyKey: randomUUID(),
  }),
  preview_order: order,
  submit_order: order,
  preview_event_order: event,
  create_event_order: event,
}

const PILE = {
  variantId: STICKERS.variantId,
  productId: STICKERS.productId,
  sku: "INN-STICKERS",
  size: "",
  color: "",
}

function shipment() {
  return {
    mode: "receive_shipment",
    source: "mail",
    reason: "Delivery",
    items: [{ ...PILE, quantity: 2, note: "box 1" }],
    idempotencyKey: randomUUID(),
  }
}

function product() {
  const name = randomUUID().slice(0, 8)
  return {
    id: `prod_${name}`,
    slug: `pin-${name}`,
    name: `Pin ${name}`,
    type: "Pin",
    sku: `PIN-${name}`,
    cover: "citrus",
    priceDollars: "9",
    category: "accessories",
    tagline: "A pin",
    blurb: "A small pin",
    description: "It pins.",
    fabric: "Brass",
    fit: "Any",
    cornerTag: "NEW",
    image: "",
    imagePlaceholder: "#fff",
    colors: [{ name: "gold", hex: "#FFD700", label: "Gold" }],
    sizes: ["S"],
    variants: [{ id: `var_${name}`, size: "S", color: "gold", stock: 3 }],
    featured: false,
    archived: false,
    tags: ["pin"],
    hsCode: "7117.19",
    originCountry: "US",
    weightGrams: 12,
  }
}

function order() {
  return { items: [STICKERS], ...BUYER, idempotencyKey: randomUUID() }
}

function event() {
  return {
    eventName: "Devcon",
    eventDate: "2026-05-04",
    recipient: "Speakers",
    purpose: "gifts",
    items: [STICKERS],
    ...BUYER,
    idempotencyKey: randomUUID(),
  }
}
