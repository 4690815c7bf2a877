// Drives a running store over MCP with the official client: every capability, then cleans up after itself.
// MCP_E2E_BASE_URL=http://localhost:3000 SWAG_STORE_API_TOKEN=… npm run e2e:mcp
import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { existsSync } from "node:fs"
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client"

if (existsSync(".env.local")) process.loadEnvFile(".env.local")
const base = (process.env.MCP_E2E_BASE_URL ?? "http://localhost:3000").replace(/\/$/, "")
const token = process.env.SWAG_STORE_API_TOKEN
if (!token) {
  console.error(
    "Set SWAG_STORE_API_TOKEN to the token that the store was started with, or to one made under /admin.",
  )
  process.exit(1)
}

const run = randomUUID().slice(0, 8)
const product = {
  id: `prod_e2e-${run}`,
  slug: `e2e-${run}`,
  sku: `E2E-${run.toUpperCase()}`,
  name: `E2E Tee ${run}`,
  type: "T-Shirt",
  cover: "dark",
  priceDollars: "25",
  category: "apparel",
}
const small = `var_e2e-${run}-s`
const medium = `var_e2e-${run}-m`
const variants = [
  { id: small, size: "S", stock: 4 },
  { id: medium, size: "M", stock: 6 },
]
const buyer = {
  customer: { email: `e2e-${run}@example.com`, name: "E2E Buyer", phone: "+1 415 555 0100" },
  shipping: {
    name: "E2E Buyer",
    line1: "1 Test Street",
    city: "San Francisco",
    state: "CA",
    postalCode: "94105",
    country: "US",
  },
}
const one = { productId: product.id, variantId: medium, quantity: 1 }

let client
let failed = 0

async function step(title, work) {
  try {
    const note = await work()
    console.log(`ok    ${title}${note ? ` (${note})` : ""}`)
  } catch (error) {
    failed++
    console.log(`FAIL  ${title}\n      ${error.message}`)
  }
}

async function call(name, args = {}) {
  const { structuredContent, content } = await client.callTool({ name, arguments: args })
  assert.deepEqual(JSON.parse(content[0].text), structuredContent)
  return structuredContent
}

async function refusal(name, args) {
  const error = await call(name, args).then(
    () => assert.fail(`${name} should have been refused`),
    (reason) => reason,
  )
  assert.ok(error.data?.type, error.message)
  assert.ok(error.data.userAction)
  return { code: error.code, message: error.message, ...error.data }
}

async function stockOf(variantId) {
  for (let cursor; ; ) {
    const { inventory, nextCursor } = await call("list_inventory", cursor ? { cursor } : {})
    const row = inventory.find((candidate) => candidate.variantId === variantId)
    if (row) return row.stock
    assert.ok(nextCursor, `${variantId} is not in the inventory`)
    cursor = nextCursor
  }
}

async function untilComplete(orderId) {
  for (let tries = 0; tries < 120; tries++) {
    const { contents } = await client.readResource({ uri: `swag://orders/${orderId}` })
    const order = JSON.parse(contents[0].text)
    if (order.stages?.every(({ status }) => status === "complete")) return order
    assert.notEqual(order.status, "cancelled", order.statusReason)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  return assert.fail(`${orderId} was not complete within a minute`)
}

async function connect(options) {
  const connected = new Client({ name: "mcp-e2e", version: "1.0.0" }, options)
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await connected.connect(new StreamableHTTPClientTransport(new URL(`${base}/api/mcp`), { requestInit }))
  return connected
}

/** Pays on the sandbox's page as a browser without JavaScript does: its test data, its own form. */
async function payInSandbox(checkoutUrl) {
  const html = await (await fetch(`${checkoutUrl}?fill=1`)).text()
  const form = /<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/i.exec(html)?.[0] ?? ""
  const attribute = (tag, name) =>
    (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "")
      .replaceAll("&#39;", "'")
      .replaceAll("&amp;", "&")
  const fields = new URLSearchParams()
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const unchecked = ["radio", "checkbox"].includes(attribute(tag, "type")) && !/\schecked\b/.test(tag)
    if (attribute(tag, "name") && !unchecked) fields.append(attribute(tag, "name"), attribute(tag, "value"))
  }
  for (const [select] of form.matchAll(/<select[\s\S]*?<\/select>/g)) {
    const chosen = /<option[^>]*\sselected[^>]*>/.exec(select)?.[0] ?? /<option[^>]*>/.exec(select)?.[0] ?? ""
    fields.append(attribute(select, "name"), attribute(chosen, "value"))
  }
  const button = /<button[^>]*type="submit"[^>]*>/.exec(form)?.[0] ?? ""
  if (attribute(button, "name")) fields.append(attribute(button, "name"), attribute(button, "value"))
  const response = await fetch(new URL(attribute(form, "action") || checkoutUrl, checkoutUrl), {
    method: "POST",
    headers: { origin: new URL(checkoutUrl).origin },
    body: fields,
    redirect: "manual",
  })
  assert.equal(response.status, 303, `Paying answered ${response.status}`)
}

await step("without a token the store says where tokens come from", async () => {
  const response = await fetch(`${base}/api/mcp`, { method: "POST", body: "{}" })
  assert.equal(response.status, 401)
  assert.match(response.headers.get("www-authenticate") ?? "", /oauth-protected-resource/)
  assert.match(await (await fetch(`${base}/auth.md`)).text(), /^# Inngest Swag Store auth\.md/)
})

await step("both eras of the protocol list the fourteen tools", async () => {
  client = await connect({})
  assert.equal((await client.listTools()).tools.length, 14)
  assert.equal(client.getServerVersion()?.name, "inngest-swag-store")
  const modern = await connect({ versionNegotiation: { mode: "auto" } })
  assert.equal((await modern.listTools()).tools.length, 14)
  const versions = `${client.getNegotiatedProtocolVersion()} and ${modern.getNegotiatedProtocolVersion()}`
  await modern.close()
  return versions
})
if (!client) process.exit(1)

await step("get_api_spec names the workflows, tools and errors", async () => {
  const { ax, mcpTools } = await call("get_api_spec")
  assert.equal(Object.keys(mcpTools).length, 14)
  assert.ok(ax.workflows.eventSwagOrder.length > 0 && ax.errors.types.length > 10)
})

await step("preview_product shows the product and saves nothing", async () => {
  const preview = await call("preview_product", { ...product, sizes: ["S", "M"], variants })
  assert.equal(preview.product.id, product.id)
  const { products } = await call("list_products", { limit: 100 })
  assert.ok(!products.some(({ id }) => id === product.id))
})

await step("upsert_product creates, and an update changes what it names", async () => {
  const created = await call("upsert_product", { ...product, sizes: ["S", "M"], variants })
  assert.deepEqual(
    created.product.variants.map(({ id, stock }) => [id, stock]),
    [
      [small, 4],
      [medium, 6],
    ],
  )
  const updated = await call("upsert_product", { ...product, priceDollars: "20", tagsText: "e2e, test" })
  assert.equal(updated.product.priceCents, 2000)
  assert.equal(updated.product.variants.length, 2)
})

await step("list_inventory is the source of record", async () => assert.equal(await stockOf(small), 4))

await step("a shipment is read from text, previewed and received once", async () => {
  const documentText = `Packing list 4411\n\nsku,size,received\n${product.sku},S,10\n${product.sku},M,5\n`
  const { proposedUpdate, preview } = await call("preview_inventory_document", {
    mode: "receive_shipment",
    documentText,
  })
  assert.equal(preview.ok, true, JSON.stringify(preview.issues))
  const update = { ...proposedUpdate, reason: "E2E shipment", idempotencyKey: `shipment-${run}` }
  const first = await call("apply_inventory_update", update)
  assert.deepEqual(await call("apply_inventory_update", update), first)
  assert.equal(await stockOf(small), 14)
})

await step("a physical count sets the stock", async () => {
  const items = [{ sku: product.sku, size: "small", stock: 12 }]
  const update = { mode: "audit_count", reason: "E2E count", items }
  assert.equal((await call("preview_inventory_update", update)).items[0].quantityChange, -2)
  await call("apply_inventory_update", update)
  assert.equal(await stockOf(small), 12)
})

await step("list_inventory_audits explains the ledger", async () => {
  const { audits } = await call("list_inventory_audits", { limit: 10 })
  const own = audits.filter(({ variantId }) => variantId === small)
  assert.deepEqual(
    own.slice(0, 2).map(({ mode, newStock }) => [mode, newStock]),
    [
      ["audit_count", 12],
      ["receive_shipment", 14],
    ],
  )
})

let code
await step("generate_discount_code mints a single-use code", async () => {
  const { discountCode } = await call("generate_discount_code", {
    kind: "devrel_comp",
    recipient: "E2E",
    purpose: run,
  })
  assert.match(discountCode.code, /^DEVREL-[A-HJKMNP-Z2-9]{8}$/)
  code = discountCode.code
})

await step("preview_order says what is missing, then that it is ready", async () => {
  const bare = await call("preview_order", { items: [one], discountCode: code })
  assert.equal(bare.status, "needs_customer_shipping")
  assert.ok(bare.missingFields.includes("shipping.line1"))
  const whole = await call("preview_order", { items: [one], discountCode: code, ...buyer })
  assert.equal(whole.status, "ready_for_direct_submit")
})

await step("submit_order places a free order, once per key, and its workflow completes", async () => {
  const input = { items: [one], discountCode: code, ...buyer, idempotencyKey: `free-${run}` }
  const first = await call("submit_order", input)
  assert.equal(first.status, "submitted")
  assert.deepEqual(await call("submit_order", input), first)
  await untilComplete(first.orderId)
})

await step("the same code again is refused as already redeemed", async () => {
  const { type, message } = await refusal("submit_order", { items: [one], discountCode: code, ...buyer })
  assert.equal(type, "DISCOUNT_REDEEMED")
  assert.match(message, /already been redeemed/)
})

await step("create_event_order mints, orders and reserves together", async () => {
  const before = await stockOf(medium)
  const input = { eventName: `E2E ${run}`, purpose: "test", items: [{ ...one, quantity: 2 }], ...buyer }
  assert.equal((await call("preview_event_order", input)).status, "ready_for_direct_submit")
  const { order, discountCode } = await call("create_event_order", {
    ...input,
    idempotencyKey: `event-${run}`,
  })
  assert.equal(order.discountCode, discountCode.code)
  await untilComplete(order.orderId)
  assert.equal(await stockOf(medium), before - 2)
})

await step("a paid order is paid on its page and completes", async () => {
  const order = await call("submit_order", { items: [one], idempotencyKey: `paid-${run}` })
  assert.equal(order.status, "payment_required")
  const { world } = await (await fetch(`${base}/api/health`)).json()
  if (world.payments !== "sandbox") return "the payment page is Stripe's own; nothing was charged"
  await payInSandbox(order.checkoutUrl)
  // Until the webhook has come, there is no order to read.
  for (let tries = 0; tries < 60; tries++) {
    const known = await client.readResource({ uri: `swag://orders/${order.orderId}` }).catch(() => undefined)
    if (known) break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  await untilComplete(order.orderId)
})

await step("errors are typed and say how to recover", async () => {
  const known = [
    ["list_products", { limit: "many" }, "VALIDATION_ERROR", -32602],
    ["drop_tables", {}, "UNKNOWN_TOOL", -32602],
    ["preview_order", { items: [{ ...one, variantId: "var_none" }] }, "NOT_FOUND", -32040],
    ["submit_order", { items: [{ ...one, quantity: 99 }] }, "INVENTORY_UNAVAILABLE", -32030],
    ["submit_order", { items: [one], discountCode: "NOPE" }, "DISCOUNT_INVALID", -32011],
    [
      "apply_inventory_update",
      { mode: "audit_count", items: [{ variantId: small, stock: 1 }] },
      "VALIDATION_ERROR",
      -32602,
    ],
  ]
  for (const [name, args, type, rpcCode] of known) {
    const refused = await refusal(name, args)
    assert.deepEqual([refused.type, refused.code], [type, rpcCode])
  }
})

await step("cleans up: no stock, and off the shelf", async () => {
  const items = [small, medium].map((variantId) => ({ variantId, stock: 0 }))
  await call("apply_inventory_update", { mode: "audit_count", reason: "E2E clean-up", items })
  await call("upsert_product", { ...product, archived: true })
  const { products } = await call("list_products", { limit: 100 })
  assert.ok(!products.some(({ id }) => id === product.id))
})

await client.close()
console.log(failed === 0 ? "\nEverything that agents can do works." : `\n${failed} steps failed.`)
process.exit(failed === 0 ? 0 : 1)
