import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { listOperations } from "../../src/agent-api/registry"
import { RATE_LIMITS } from "../../src/http/rate-limit"
import { FRESH, MCP, type Outcome, REST, STICKERS, type Transport } from "../support/agent-calls"
import { type AgentShop, openAgentShop } from "../support/agent-shop"
import { type WrongShape, wrongShapesOf } from "../support/wrong-shapes"

let agents: AgentShop
beforeAll(async () => {
  agents = await openAgentShop()
})
afterAll(() => agents.close())

/** All that a refused write could have left behind. */
const TRACES = `select (select count(*)::int from products) as products, (select sum(stock)::int from variants) as stock,
  (select count(*)::int from checkouts) as checkouts, (select count(*)::int from discount_codes) as codes,
  (select count(*)::int from inventory_adjustments) as adjustments, (select count(*)::int from idempotency_keys) as keys`

const traces = async () => (await agents.shop.database.sql.query(TRACES)).rows

/** Sends each wrong shape; a token is replaced before it has used up its minute. */
async function sendAll(
  transport: Transport,
  tool: string,
  shapes: readonly WrongShape[],
  expectRefusal: (shape: WrongShape, outcome: Outcome) => void,
): Promise<void> {
  let token = ""
  for (const [index, shape] of shapes.entries()) {
    if (index % (RATE_LIMITS.token.points - 1) === 0) token = await agents.tokenFor()
    expectRefusal(shape, await transport.call({ tool, args: shape.args, token }))
  }
}

function expectNamed({ title, field }: WrongShape, { failure }: Outcome): void {
  expect(failure?.type, title).toBe("VALIDATION_ERROR")
  const issues = failure?.details?.issues as { field: string; message: string }[] | undefined
  const named = issues?.flatMap((issue) => issue.field.split(".")) ?? []
  expect(named, `${title}: ${failure?.message}`).toContain(field)
  expect(failure?.message, title).toMatch(/.{15,}/)
}

describe.each([MCP, REST])("over $name, arguments of a wrong shape", (transport) => {
  const operations = listOperations().filter(({ name }) => transport.offers(name))

  it.each(operations)(
    "are refused by $name with the field that is wrong, and leave nothing",
    async (operation) => {
      const { name, input } = operation
      const shapes = wrongShapesOf(input, FRESH[name]?.() ?? {})
      const before = await traces()
      // A query has texts and nothing else: what is written as one is another shape there.
      const sent = transport === REST && name === "list_products" ? shapes.filter(inQuery) : shapes
      expect(sent.length).toBeGreaterThan(1)
      await sendAll(transport, name, sent, expectNamed)
      expect(await traces()).toEqual(before)
    },
  )

  // A query is no JSON.
  const withBody = operations.filter(({ name }) => transport === MCP || name !== "list_products")
  const UNSAYABLE = [
    "1e999",
    "-1e999",
    '"\\u0000"',
    '"\\udfff"',
    `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  ]

  it.each(withBody)("that only JSON can write are refused by $name", async ({ name }) => {
    const token = await agents.tokenFor()
    const args = { ...FRESH[name]?.(), unheardOf: "HERE" }
    for (const raw of UNSAYABLE) {
      const spoil = (body: string) => body.replace('"HERE"', raw)
      const { failure } = await transport.call({ tool: name, args, token, spoil })
      expect(failure?.type, raw.slice(0, 20)).toBe("VALIDATION_ERROR")
    }
  })

  it.each(withBody)("of $name cannot reach what every object inherits", async ({ name }) => {
    const token = await agents.tokenFor()
    const args = { ...FRESH[name]?.(), unheardOf: "HERE" }
    const spoil = (body: string) => body.replace('"unheardOf":"HERE"', '"__proto__":{"polluted":true}')
    await transport.call({ tool: name, args, token, spoil })
    expect({}).not.toHaveProperty("polluted")
  })
})

const many = (count: number, word: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => word(index)).join("\n")

/** What fits its schema, and still cannot be done. */
const UNDOABLE: readonly [string, string, Record<string, unknown>][] = [
  ["list_products", "cursor", { cursor: "nowhere" }],
  ["list_inventory", "cursor", { cursor: "nowhere" }],
  ["list_inventory_audits", "cursor", { cursor: "nowhere" }],
  ["apply_inventory_update", "reason", { reason: "" }],
  ["apply_inventory_update", "items", { items: [{ variantId: STICKERS.variantId, quantity: -1 }] }],
  ["apply_inventory_update", "items", { items: [{ quantity: 1 }] }],
  ["preview_inventory_document", "documentText", { documentText: "Hello there" }],
  ["preview_inventory_document", "documentText", { documentText: "é".repeat(200_000) }],
  ["upsert_product", "variants", { variants: [] }],
  ["upsert_product", "variants", { variants: [{ size: "S" }, { size: "S" }] }],
  ["upsert_product", "colorsText", { colorsText: "no colour" }],
  ["upsert_product", "colorsText", { colorsText: many(400, (index) => `c${index} #000000`) }],
  ["upsert_product", "sizesText", { sizesText: many(300, String) }],
  ["upsert_product", "sizesText", { sizesText: "S".repeat(900) }],
  ["upsert_product", "tagsText", { tagsText: many(300, String) }],
  ["upsert_product", "variantsText", { variantsText: "a / b / c / d / e" }],
  ["upsert_product", "variantsText", { variantsText: many(400, (index) => `v${index}: 1`) }],
  ["upsert_product", "imageBase64", { imageBase64: "no base64!" }],
  ["upsert_product", "imageBase64", { imageBase64: "aGVsbG8=" }],
  ["upsert_product", "imageSourceUrl", { imageSourceUrl: "http://example.com/pin.png" }],
  [
    "upsert_product",
    "imageSourceUrl",
    { imageSourceUrl: "https://169.254.169.254/", imageBase64: "aGVsbG8=" },
  ],
  ["submit_order", "variantId", { items: [{ ...STICKERS, productId: "prod_baseball_cap" }] }],
  [
    "submit_order",
    "quantity",
    {
      items: [
        { ...STICKERS, quantity: 99 },
        { ...STICKERS, quantity: 1 },
      ],
    },
  ],
]

it.each(UNDOABLE)("%s names %s when it is %j", async (tool, field, change) => {
  const before = await traces()
  const args = { ...FRESH[tool]?.(), ...change }
  const title = JSON.stringify(change).slice(0, 80)
  expectNamed({ title, field, args }, await MCP.call({ tool, args, token: await agents.tokenFor() }))
  expect(await traces()).toEqual(before)
})

it("a product of more sizes and colours than a shelf has room for is refused", async () => {
  const { variants, colors, sizes, ...product } = FRESH.upsert_product?.() ?? {}
  const args = {
    ...product,
    sizesText: many(30, String),
    colorsText: many(30, (index) => `c${index} #000000`),
  }
  const outcome = await MCP.call({ tool: "upsert_product", args, token: await agents.tokenFor() })
  expectNamed({ title: "900 variants", field: "variants", args }, outcome)
})

/** Whether the shape can be written as a query and is as wrong there. */
function inQuery({ args, title }: WrongShape): boolean {
  const values = Object.values(args as object)
  return values.every((value) => ["string", "number"].includes(typeof value)) && !title.includes("is a text")
}
