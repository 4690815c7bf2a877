import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import Stripe from "stripe"
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest"
import type { OwnErrorType } from "../../src/agent-api/operation-errors"
import { listOperations } from "../../src/agent-api/registry"
import { GET as getAi } from "../../src/app/api/ai/[[...path]]/route"
import { ERRORS, type ErrorType } from "../../src/errors"
import { countRequest, RATE_LIMITS, type RateLimit } from "../../src/http/rate-limit"
import { createStripePayments } from "../../src/services/stripe-payments"
import { SCOPES } from "../../src/store/access/api-token"
import { authenticateToken } from "../../src/store/access/authenticate-token"
import { decideApproval } from "../../src/store/access/decide-approval"
import { createDiscount, createDiscountSchema } from "../../src/store/discounts/create-discount"
import { releaseCheckout } from "../../src/store/orders/release-checkout"
import type { Payments } from "../../src/store/ports"
import {
  BUYER,
  type Call,
  contentOf,
  type Failure,
  FRESH,
  MCP,
  type Outcome,
  REST,
  STICKERS,
  type Transport,
} from "../support/agent-calls"
import { type AgentShop, NO_PARAMS, ORIGIN, openAgentShop } from "../support/agent-shop"
import { type DatabaseGate, startDatabaseGate } from "../support/database-gate"
import { createStoreDatabase } from "../support/databases"
import { ADMIN } from "../support/open-store"

let agents: AgentShop
let gate: DatabaseGate
/** Of a token without daily limits. */
let token: string
/** The payment account's key is wrong while this is true. */
let wrongKey = false

beforeAll(async () => {
  gate = await startDatabaseGate(await createStoreDatabase())
  agents = await openAgentShop(gate.url, {
    wrapPorts: (ports) => ({
      ...ports,
      payments: { ...ports.payments, createSession: (request) => payments().createSession(request) },
    }),
  })
  token = await agents.tokenFor(SCOPES, {
    ordersPerDay: null,
    compCentsPerDay: null,
    stockUnitsPerDay: null,
  })
  await MCP.call({
    tool: "apply_inventory_update",
    args: {
      mode: "receive_shipment",
      reason: "Stock",
      items: [{ variantId: STICKERS.variantId, quantity: 900 }],
    },
    token,
  })
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(async () => {
  await agents.close()
  await gate.close()
})

/** The shop's own payments, with a key that the provider takes or one that it refuses. */
function payments(): Payments {
  const { stripe, sandbox } = agents.shop.payments
  if (!sandbox) throw new Error("The tests run on the sandbox")
  const httpClient = Stripe.createFetchHttpClient(sandbox.fetch)
  const client = wrongKey ? new Stripe("sk_wrong", { httpClient, maxNetworkRetries: 0 }) : stripe
  return createStripePayments(client, {
    appOrigin: ORIGIN,
    automaticTax: false,
    shippingRateIds: [],
    allowedCountries: ["US"],
  })
}

/** How an agent meets an error, what the advice must name, and what an agent that follows the advice does. */
interface Story {
  readonly refused: Outcome
  readonly names: RegExp
  follow(failure: Failure): Promise<Outcome>
}

type Row = (tool: string, call: (call: Partial<Call>) => Promise<Outcome>) => Promise<Story>

const fresh = (tool: string) => FRESH[tool]?.() ?? {}
const operationOf = (tool: string) => {
  const operation = listOperations().find(({ name }) => name === tool)
  if (!operation) throw new Error(`There is no ${tool}`)
  return operation
}

/** What any call may meet, whichever tool it is for. */
const OF_ANY_CALL: Record<Exclude<ErrorType, OwnErrorType | "UNKNOWN_TOOL" | "METHOD_NOT_FOUND">, Row> = {
  async UNAUTHORIZED(tool, call) {
    const args = fresh(tool)
    return {
      refused: await call({ args, token: `swag_${"0".repeat(36)}` }),
      names: /Ask an admin for a token .* `Authorization: Bearer swag_…`/,
      follow: async () => call({ args, token: await agents.tokenFor() }),
    }
  },

  async FORBIDDEN(tool, call) {
    const args = fresh(tool)
    const { scopes } = operationOf(tool)
    if (scopes.length === 0) {
      return {
        refused: await call({ args, headers: { origin: "https://elsewhere.test" } }),
        names: /without an Origin header/,
        follow: () => call({ args }),
      }
    }
    const others = SCOPES.filter((scope) => !scopes.includes(scope))
    return {
      refused: await call({ args, token: await agents.tokenFor(others) }),
      names: /Ask an admin for a token with the scope swag:/,
      async follow(failure) {
        let [outcome, named] = [{ failure } as Outcome, others]
        while (outcome.failure?.type === "FORBIDDEN") {
          named = [...named, ...SCOPES.filter((scope) => outcome.failure?.userAction.includes(scope))]
          outcome = await call({ args, token: await agents.tokenFor(named) })
        }
        return outcome
      },
    }
  },

  async PARSE_ERROR(tool, call) {
    const args = fresh(tool)
    return {
      refused: await call({ args, spoil: (body) => body.slice(0, -1) }),
      names: /well-formed JSON/,
      follow: () => call({ args }),
    }
  },

  async VALIDATION_ERROR(tool, call) {
    const args: Record<string, unknown> = { ...fresh(tool), unheardOf: "x" }
    return {
      refused: await call({ args }),
      names: /Correct the named fields/,
      async follow({ details }) {
        for (const { field } of (details?.issues ?? []) as { field: string }[]) delete args[field]
        return call({ args })
      },
    }
  },

  async PAYLOAD_TOO_LARGE(tool, call) {
    const args = fresh(tool)
    return {
      refused: await call({ args, spoil: (body) => body + " ".repeat(6 * 1024 * 1024) }),
      names: /smaller body/,
      follow: () => call({ args }),
    }
  },

  RATE_LIMITED: (tool, call) => tooMany(RATE_LIMITS.token, tool, call),

  async SERVICE_UNAVAILABLE(tool, call) {
    const args = fresh(tool)
    await gate.shut()
    const refused = await call({ args }).finally(() => gate.open())
    return {
      refused,
      names: /Try again in a few seconds with the same idempotency key/,
      follow: () => call({ args }),
    }
  },

  async INTERNAL_ERROR(tool, call) {
    const args = fresh(tool)
    const table = NEEDED_TABLE[tool]
    await agents.shop.database.sql.exec(`alter table ${table} rename to mislaid`)
    const refused = await call({ args }).finally(() =>
      agents.shop.database.sql.exec(`alter table mislaid rename to ${table}`),
    )
    return { refused, names: /Try again.*report the request id/, follow: () => call({ args }) }
  },
}

/** A table that the tool cannot do without; of a write, one that it comes to last. */
const NEEDED_TABLE: Readonly<Record<string, string>> = {
  get_api_spec: "api_tokens",
  list_products: "products",
  list_inventory: "variants",
  preview_inventory_update: "variants",
  apply_inventory_update: "outbox",
  preview_inventory_document: "variants",
  list_inventory_audits: "inventory_adjustments",
  preview_product: "products",
  upsert_product: "outbox",
  generate_discount_code: "discount_codes",
  preview_order: "products",
  submit_order: "stock_holds",
  preview_event_order: "products",
  create_event_order: "outbox",
}

/** What only some tools may meet. */
const OF_ONE_TOOL: Readonly<Record<string, Partial<Record<OwnErrorType, readonly Row[]>>>> = {
  apply_inventory_update: {
    CONFLICT: [
      (tool, call) => reusedKey(tool, call, { reason: "Another delivery" }),
      async (_tool, call) => {
        const item = { variantId: STICKERS.variantId, stock: 950, expectedStock: 1 }
        const count = (expectedStock: number) => ({
          mode: "audit_count",
          reason: "Count",
          items: [{ ...item, expectedStock }],
        })
        return {
          refused: await call({ args: count(1) }),
          names: /Preview the update again/,
          async follow() {
            const args = { mode: "audit_count", items: [{ variantId: item.variantId, stock: item.stock }] }
            const preview = await MCP.call({
              tool: "preview_inventory_update",
              args,
              token,
            })
            const { items } = contentOf<{ items: { previousStock: number }[] }>(preview)
            return call({ args: count(items[0]?.previousStock ?? 0) })
          },
        }
      },
    ],
  },
  preview_product: { CONFLICT: [takenSku] },
  upsert_product: {
    CONFLICT: [
      takenSku,
      async (_tool, call) => {
        const args = { ...fresh("upsert_product"), slug: "baseball-cap" }
        return {
          refused: await call({ args }),
          names: /Choose another slug, or send the id prod_baseball_cap/,
          follow: () => call({ args: { ...args, slug: `cap-${randomUUID().slice(0, 8)}` } }),
        }
      },
    ],
  },
  generate_discount_code: {
    CONFLICT: [(tool, call) => reusedKey(tool, call, { purpose: "another booth" })],
  },
  preview_order: {
    NOT_FOUND: [unknownVariant],
    INVENTORY_UNAVAILABLE: [tooManyUnits],
    DISCOUNT_INVALID: [wrongCode],
    DISCOUNT_REDEEMED: [spentCode],
  },
  submit_order: {
    NOT_FOUND: [unknownVariant],
    INVENTORY_UNAVAILABLE: [tooManyUnits],
    DISCOUNT_INVALID: [wrongCode],
    DISCOUNT_REDEEMED: [spentCode, codeOfOnePerPerson],
    CONFLICT: [
      (tool, call) => reusedKey(tool, call, { items: [{ ...STICKERS, quantity: 2 }] }),
      async (_tool, call) => {
        const args = fresh("submit_order")
        const { orderId } = contentOf<{ orderId: string }>(await call({ args }))
        await releaseCheckout(agents.shop.contextFor({ kind: "system", id: "sweep" }), orderId)
        return {
          refused: await call({ args }),
          names: /with a new idempotency key/,
          follow: () => call({ args: { ...args, idempotencyKey: randomUUID() } }),
        }
      },
    ],
    PAYMENT_CONFIGURATION_MISSING: [
      async (_tool, call) => {
        const args = fresh("submit_order")
        wrongKey = true
        const refused = await call({ args }).finally(() => {
          wrongKey = false
        })
        return { refused, names: /operator must configure payments/, follow: () => call({ args }) }
      },
    ],
  },
  preview_event_order: { NOT_FOUND: [unknownVariant], INVENTORY_UNAVAILABLE: [tooManyUnits] },
  create_event_order: {
    NOT_FOUND: [unknownVariant],
    INVENTORY_UNAVAILABLE: [tooManyUnits],
    CONFLICT: [(tool, call) => reusedKey(tool, call, { eventName: "Another event" })],
  },
}

type CallTool = Parameters<Row>[1]

async function reusedKey(tool: string, call: CallTool, change: object): Promise<Story> {
  const args = fresh(tool)
  contentOf(await call({ args }))
  const other = { ...args, ...change }
  return {
    refused: await call({ args: other }),
    names: /Use a new idempotency key for a new request/,
    follow: () => call({ args: { ...other, idempotencyKey: randomUUID() } }),
  }
}

async function takenSku(_tool: string, call: CallTool): Promise<Story> {
  const args = { ...fresh("upsert_product"), sku: "INN-BBALL-CAP" }
  return {
    refused: await call({ args }),
    names: /Choose another sku, or send the id prod_baseball_cap/,
    follow: () => call({ args: { ...args, sku: `CAP-${randomUUID().slice(0, 8)}` } }),
  }
}

async function unknownVariant(tool: string, call: CallTool): Promise<Story> {
  const args = fresh(tool)
  return {
    refused: await call({ args: { ...args, items: [{ ...STICKERS, variantId: "var_none" }] } }),
    names: /list the products/i,
    async follow() {
      const listed = await MCP.call({ tool: "list_products", args: {}, token })
      type Product = { id: string; variants: { id: string; stock: number }[] }
      const { products } = contentOf<{ products: Product[] }>(listed)
      const product = products.find(({ variants }) => variants.some(({ stock }) => stock > 0))
      const variant = product?.variants.find(({ stock }) => stock > 0)
      return call({
        args: { ...args, items: [{ productId: product?.id, variantId: variant?.id, quantity: 1 }] },
      })
    },
  }
}

/** Of a product of its own, so that what one row takes is not missing in another. */
async function tooManyUnits(tool: string, call: CallTool): Promise<Story> {
  const made = await MCP.call({
    tool: "upsert_product",
    args: fresh("upsert_product"),
    token,
  })
  const { product } = contentOf<{ product: { id: string; variants: { id: string }[] } }>(made)
  const [variant] = product.variants
  const wish = (quantity: unknown) => ({
    ...fresh(tool),
    items: [{ productId: product.id, variantId: variant?.id, quantity }],
  })
  return {
    refused: await call({ args: wish(4) }),
    names: /Lower the quantity/,
    follow: ({ details }) => call({ args: wish(details?.available) }),
  }
}

async function wrongCode(tool: string, call: CallTool): Promise<Story> {
  const args = fresh(tool)
  return {
    refused: await call({ args: { ...args, discountCode: "NOPE" } }),
    names: /order without one/,
    follow: () => call({ args }),
  }
}

async function spentCode(_tool: string, call: CallTool): Promise<Story> {
  const mint = async () => {
    const args = { kind: "devrel_comp" }
    const minted = await MCP.call({ tool: "generate_discount_code", args, token })
    return contentOf<{ discountCode: { code: string } }>(minted).discountCode.code
  }
  const discountCode = await mint()
  const spend = { ...fresh("submit_order"), discountCode }
  contentOf(await MCP.call({ tool: "submit_order", args: spend, token }))
  const args = { items: [STICKERS], ...BUYER }
  return {
    refused: await call({ args: { ...args, discountCode } }),
    names: /Use another discount code/,
    follow: async () => call({ args: { ...args, discountCode: await mint() } }),
  }
}

async function codeOfOnePerPerson(_tool: string, call: CallTool): Promise<Story> {
  const code = `EACH-${randomUUID().slice(0, 8)}`.toUpperCase()
  const wish = {
    code,
    label: "One each",
    benefit: "percent",
    value: "100",
    maxRedemptions: 9,
    maxPerPerson: 1,
  }
  await createDiscount(agents.shop.contextFor(ADMIN), createDiscountSchema.parse(wish))
  const order = () => ({ ...fresh("submit_order"), discountCode: code })
  contentOf(await call({ args: order() }))
  const { discountCode, ...without } = order()
  return {
    refused: await call({ args: { ...without, discountCode } }),
    names: /Order without the code/,
    follow: () => call({ args: without }),
  }
}

/** Uses up the token's limit, and lets the time pass that the answer names. */
async function tooMany(limit: RateLimit, tool: string, call: CallTool): Promise<Story> {
  const args = fresh(tool)
  const token = await agents.tokenFor()
  const { actor } = await authenticateToken(agents.shop.contextFor({ kind: "shopper" }), token, undefined)
  vi.useFakeTimers({ toFake: ["Date"] })
  for (let count = 0; count < limit.points; count++) await countRequest(limit, actor.id)
  return {
    refused: await call({ args, token }),
    names: /Wait for the time that Retry-After gives/,
    async follow({ details }) {
      vi.setSystemTime(Date.now() + Number(details?.retryAfterSeconds) * 1_000)
      return call({ args, token })
    },
  }
}

/** Plays a story through: the refusal is what the error table says it is, its advice names the deed, the deed helps. */
async function expectRecovery(transport: Transport, tool: string, type: ErrorType, row: Row): Promise<void> {
  const call = (call: Partial<Call>) => transport.call({ tool, args: fresh(tool), token, ...call })
  const { refused, names, follow } = await row(tool, call)
  const { failure } = refused
  if (!failure) throw new Error(`${tool} was not refused`)
  const { status, rpcCode, retryable } = ERRORS[type]
  expect(failure).toMatchObject({ type, retryable, requestId: expect.stringMatching(/^[\w-]{8,}$/) })
  expect(failure.message).toMatch(/.{10,}/)
  expect(failure.userAction).toMatch(names)
  if (transport === MCP) expect(failure.code).toBe(rpcCode)
  else expect(refused.status).toBe(status)
  if (status === 429 && transport === REST)
    expect(refused.headers.get("retry-after")).toBe(String(failure.details?.retryAfterSeconds))
  const outcome = await follow(failure)
  expect(outcome.failure, "the advice was followed").toBeUndefined()
  expect(outcome.status).toBe(200)
}

describe.each([MCP, REST])("over $name", (transport) => {
  const tools = listOperations()
    .map(({ name }) => name)
    .filter((name) => transport.offers(name))

  describe.each(tools)("%s", (tool) => {
    const own = OF_ONE_TOOL[tool] ?? {}

    it("has a row for each error that it declares, and no other", () => {
      const { errors } = operationOf(tool)
      expect(Object.keys(own).sort()).toEqual([...errors].sort())
      const possible = transport.errors(tool)
      const rows: string[] = [...Object.keys(OF_ANY_CALL), ...Object.keys(own)]
      expect(possible.filter((type) => !rows.includes(type))).toEqual([])
    })

    const possible = (Object.keys(OF_ANY_CALL) as (keyof typeof OF_ANY_CALL)[]).filter((type) =>
      transport.errors(tool).includes(type),
    )
    it.each(possible)("recovers from %s", (type) => expectRecovery(transport, tool, type, OF_ANY_CALL[type]))

    const cases = Object.entries(own).flatMap(([type, rows]) =>
      rows.map((row, index) => ({ type: type as OwnErrorType, row, of: `${index + 1} of ${rows.length}` })),
    )
    if (cases.length > 0)
      it.each(cases)("recovers from $type ($of)", ({ type, row }) =>
        expectRecovery(transport, tool, type, row),
      )
  })

  const limited = tools.filter((tool) => operationOf(tool).limit !== undefined)
  if (limited.length > 0)
    it.each(limited)("%s recovers from RATE_LIMITED by its own limit", (tool) => {
      const { limit } = operationOf(tool)
      if (!limit) throw new Error(`${tool} has no limit of its own`)
      return expectRecovery(transport, tool, "RATE_LIMITED", (name, call) => tooMany(limit, name, call))
    })

  it.each(tools.filter((tool) => operationOf(tool).summarize !== undefined))(
    "%s recovers from FORBIDDEN over a daily limit, once an admin approves, one time",
    async (tool) => {
      const args = fresh(tool)
      const token = await agents.tokenFor(SCOPES, {
        ordersPerDay: 0,
        compCentsPerDay: 0,
        stockUnitsPerDay: 0,
      })
      await expectRecovery(transport, tool, "FORBIDDEN", async (_tool, call) => ({
        refused: await call({ args, token }),
        names: /Ask an admin to approve apr_\w+ under \/admin/,
        async follow({ details }) {
          const id = String(details?.approvalId)
          await decideApproval(agents.shop.contextFor(ADMIN), { id, decision: "approved" })
          return call({ args, token })
        },
      }))
      const more = await transport.call({ tool, args: fresh(tool), token })
      expect(more.failure).toMatchObject({ type: "FORBIDDEN", details: { approvalState: "waiting" } })
    },
  )
})

describe("the endpoint", () => {
  it("recovers from UNKNOWN_TOOL: list the tools", async () => {
    const { failure } = await MCP.call({ tool: "list_product", args: {}, token })
    expect(failure).toMatchObject({ type: "UNKNOWN_TOOL", retryable: false, code: -32602 })
    expect(failure?.userAction).toMatch(/List the tools/)
    const { result } = await agents.rpc(token, "tools/list")
    const { tools } = result as unknown as { tools: { name: string }[] }
    const named = tools.find(({ name }) => name.startsWith("list_product"))
    contentOf(await MCP.call({ tool: named?.name ?? "", args: {}, token }))
  })

  it.each([
    ["METHOD_NOT_FOUND", "tools/run", {}, /documentation lists/, "tools/list", {}],
    [
      "NOT_FOUND",
      "resources/read",
      { uri: "swag://catalogue" },
      /swag:\/\/catalog,/,
      "resources/read",
      { uri: "swag://catalog" },
    ],
    [
      "NOT_FOUND",
      "prompts/get",
      { name: "order" },
      /List the prompts/,
      "prompts/get",
      { name: "orderSubmission" },
    ],
  ] as const)("recovers from %s of %s", async (type, method, params, names, next, better) => {
    const { error } = await agents.rpc(token, method, params)
    expect(error).toMatchObject({ code: ERRORS[type].rpcCode, data: { type, retryable: false } })
    expect(error?.data.userAction).toMatch(names)
    expect((await agents.rpc(token, next, better)).error).toBeUndefined()
  })

  it("leaves no error of the table without a test that provokes it", () => {
    const provoked = new Set([
      ...Object.keys(OF_ANY_CALL),
      ...Object.values(OF_ONE_TOOL).flatMap((rows) => Object.keys(rows)),
      "UNKNOWN_TOOL",
      "METHOD_NOT_FOUND",
    ])
    expect([...provoked].sort()).toEqual(Object.keys(ERRORS).sort())
  })
})

describe("what is published", () => {
  it("says of each tool and endpoint which errors it may answer with", async () => {
    const outcome = await MCP.call({ tool: "get_api_spec", args: {}, token })
    const { mcpTools, rest } = contentOf<{
      mcpTools: Record<string, { errors: string[] }>
      rest: { endpoints: { path: string; method: string; errors: string[] }[] }
    }>(outcome)
    for (const { name } of listOperations()) expect(mcpTools[name]?.errors).toEqual(MCP.errors(name))
    const orders = rest.endpoints.find(({ path }) => path === "/api/ai/orders")
    expect(orders?.errors).toEqual(REST.errors("submit_order"))
    const openApi = await getAi(new Request(`${ORIGIN}/api/ai/openapi.json`), NO_PARAMS)
    const { paths } = (await openApi.json()) as {
      paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>
    }
    for (const { operationId, responses } of Object.values(paths).flatMap((path) => Object.values(path))) {
      const statuses = REST.errors(operationId).map((type) => ERRORS[type].status)
      expect(Object.keys(responses).map(Number).sort()).toEqual([...new Set([200, ...statuses])].sort())
    }
  })

  it("stands in the documentation as well", () => {
    const text = readFileSync("docs/agent-api.md", "utf8")
    for (const type of Object.keys(ERRORS)) expect(text).toContain(type)
    for (const { name, errors } of listOperations()) {
      const row = text.match(
        new RegExp(`^\\| [^|]*\`${name}\`[^|]*\\| ([^|]*[A-Z]+_?[A-Z]+[^|]*) \\|$`, "m"),
      )?.[1]
      const same = row?.startsWith("the same") ? text.match(/^\| `preview_order` \| (.*) \|$/m)?.[1] : ""
      const named = new Set(`${row} ${same}`.match(/\b[A-Z]+(_[A-Z]+)+\b|\bCONFLICT\b/g))
      expect([...named].sort(), name).toEqual([...errors].sort())
    }
  })
})
