// Works a running desk in a real browser, as an operator would: products, imports, codes, tokens, orders. What it
// makes is called "E2E …" and is taken out of use at the end; the books (orders, ledger, audit log) keep their rows.
// ADMIN_E2E_BASE_URL=http://localhost:3000 npm run e2e:admin
import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { existsSync } from "node:fs"
import { chromium } from "@playwright/test"

if (existsSync(".env.local")) process.loadEnvFile(".env.local")
const base = (process.env.ADMIN_E2E_BASE_URL ?? "http://localhost:3000").replace(/\/$/, "")
const run = randomUUID().slice(0, 8)
const name = `E2E Beanie ${run}`
const sku = `E2E-${run.toUpperCase()}`
const made = { productId: "", variantId: "", otherId: "", token: "", codes: [], orders: [] }
/** One orange pixel. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4X8wAAAPHAb5a3Yn8AAAAAElFTkSuQmCC",
  "base64",
)
const complaints = []
let failed = 0

const browser = await openBrowser()
const page = await browser.newPage({ baseURL: base })
// A development server compiles each page when it is first opened, which takes a small machine its time.
page.setDefaultTimeout(60_000)
page.setDefaultNavigationTimeout(180_000)
page.on("console", (message) => message.type() === "error" && complaints.push(message.text()))
page.on("pageerror", (error) => complaints.push(error.message))

await step("signs in", async () => {
  await page.goto("/sign-in?next=/admin/orders")
  const demo = page.getByRole("button", { name: "Sign in as demo admin" })
  if (await demo.isVisible()) await demo.click()
  else await page.goto("/admin/orders")
  await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor()
})
if (failed > 0) {
  console.error("Start the store with its demo sign-in, or with ADMIN_E2E_BYPASS=1 and ADMIN_E2E_EMAIL.")
  await browser.close()
  process.exit(1)
}

await step("opens every page of the desk", async () => {
  const pages = await page
    .getByRole("navigation")
    .locator('a[href^="/admin"]')
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href")))])
  assert.ok(pages.length >= 10, `the navigation has only ${pages.length} pages`)
  for (const path of pages) {
    const response = await page.goto(path)
    assert.equal(response?.status(), 200, path)
  }
  return `${pages.length} pages`
})

await step("makes a product after a preview", async () => {
  await page.goto("/admin/products/new")
  await page.getByLabel("Name").fill(name)
  await page.getByLabel("Type").fill("Hat")
  await page.getByLabel("Price in dollars").fill("21.50")
  await page.getByLabel("Sku").fill(sku)
  await page.getByLabel("HS code").fill("6505.00")
  await page.getByRole("textbox", { name: "Variants" }).fill("black / M: 4\nblack / L: 2")
  await page.getByLabel("Upload").setInputFiles({ name: "e2e.png", mimeType: "image/png", buffer: PICTURE })
  await page.getByRole("button", { name: "Preview" }).click()
  await page.getByText("Nothing is saved yet.").waitFor()
  await page.getByRole("button", { name: "Save" }).click()
  await page.waitForURL(/\/admin\/products\/prod_/)
  made.productId = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "")
  assert.match(await page.getByLabel("Or where it is").inputValue(), /^\/api\/product-images\//)
  await page.getByLabel("Tagline").fill(`E2E ${run}`)
  await page.getByRole("button", { name: "Save" }).click()
  await page.getByText("Saved. The shop shows it within a second.").waitFor()
})

await step("makes a token, which is shown once", async () => {
  await page.goto("/admin/tokens")
  await page.getByLabel("Name", { exact: true }).fill(`E2E ${run}`)
  await page.getByLabel("swag:orders:write").check()
  await page.getByRole("button", { name: "Make the token" }).click()
  made.token = (await page.getByLabel("The new token").textContent()) ?? ""
  assert.match(made.token, /^swag_/)
  await page.reload()
  assert.equal(await page.getByText(made.token).count(), 0)
  const { variants } = await ownProduct()
  made.variantId = variants.find(({ size }) => size === "M").id
  made.otherId = variants.find(({ size }) => size === "L").id
  assert.deepEqual([await stock(), await stock(made.otherId)], [4, 2])
})

await step("receives a shipment by hand, and the ledger says why the stock is what it is", async () => {
  await page.goto(`/admin/inventory/update?mode=receive_shipment&product=${made.productId}`)
  await page.getByRole("textbox", { name: new RegExp(`^Arrived: ${name} black M$`) }).fill("2")
  await page.getByRole("button", { name: "Preview" }).click()
  await page.getByRole("button", { name: "Apply these changes" }).click()
  await page.getByText("Done: one variant changed.").waitFor()
  assert.equal(await stock(), 6)
  await page.goto(`/admin/inventory/ledger?variant=${made.variantId}`)
  await page.getByText("Together 6, which is the stock on the shelf").waitFor()
})

await step("imports a shipment after reviewing its lines", async () => {
  await importDocument("receive_shipment", `variantId,quantity\n${made.variantId},3\nvar_e2e_nobody,2`)
  assert.equal(await stock(), 9)
  await page.getByRole("link", { name: "See it in the ledger" }).click()
  await page.getByText(`E2E ${run}`).first().waitFor()
})

await step("hands out a batch of codes, with their CSV", async () => {
  await page.goto("/admin/discounts/new")
  const form = page.getByRole("form", { name: "A batch for a campaign" })
  await form.getByLabel("What it takes off").selectOption("devrel_comp")
  await form.getByLabel("How many").fill("5")
  await form.getByLabel("Campaign").fill(`E2E ${run}`)
  await form.getByRole("button", { name: "Make the batch" }).click()
  const codes = form.getByRole("list", { name: "New codes" }).getByRole("listitem")
  await codes.first().waitFor()
  made.codes = await codes.allTextContents()
  assert.equal(made.codes.length, 5)
  const csv = await page.request.get((await form.getByRole("link").getAttribute("href")) ?? "")
  for (const code of made.codes) assert.ok((await csv.text()).includes(code), `${code} is not in the CSV`)
  await page.goto(`/admin/discounts?campaign=${encodeURIComponent(`E2E ${run}`)}`)
  await page.getByRole("link", { name: made.codes[4] }).click()
  await page.getByRole("textbox", { name: "Last day" }).fill("2031-05-01")
  await page.getByRole("button", { name: "Set", exact: true }).click()
  await page.getByText("The last day is set.").waitFor()
})

await step("packs and ships an order; the buyer sees its number", async () => {
  const orderId = await order(made.codes[0])
  await page.goto(`/admin/orders/picks?id=${orderId}`)
  await page.getByRole("row", { name: new RegExp(name) }).waitFor()
  await page.goto(`/admin/orders/slips?id=${orderId}`)
  await page.getByText("1 Test Street").first().waitFor()
  await page.goto(`/admin/orders/${orderId}`)
  await page.getByRole("button", { name: "Mark packed" }).click()
  await page.getByLabel("Tracking number").fill(`E2E${run}`)
  await page.getByRole("button", { name: "Mark shipped" }).click()
  await page.getByText(`tracking E2E${run}`).waitFor()
  await page.goto(`/orders/${orderId}`)
  await page.getByText(`E2E${run}`).first().waitFor()
  await page.goto(`/admin/audit?subject=${orderId}`)
  await page.getByText("order.shipped").first().waitFor()
})

await step("packs several at once, exports them and ships them by their pasted numbers", async () => {
  const orderIds = [await order(made.codes[2]), await order(made.codes[3])]
  await page.goto(`/admin/orders?q=${encodeURIComponent(`E2E Buyer ${run}`)}`)
  for (const orderId of orderIds) await page.getByLabel(`Take order ${orderId.slice(0, 10)}`).check()
  await page.getByRole("button", { name: "Mark packed…" }).click()
  await page.getByRole("button", { name: "Mark 2 orders packed" }).click()
  await page.getByText("2 done.").waitFor()
  const query = orderIds.map((orderId) => `id=${orderId}`).join("&")
  const csv = await (await page.request.get(`/admin/orders/csv?${query}`)).text()
  for (const orderId of orderIds) assert.ok(csv.includes(`${orderId},`), `${orderId} is not in the CSV`)
  await page.goto("/admin/orders/tracking")
  await page
    .getByLabel("One order and its tracking number per line")
    .fill(orderIds.map((orderId, index) => `${orderId},E2E${run}${index}`).join("\n"))
  await page.getByRole("button", { name: "Preview" }).click()
  await page.getByText("2 orders would ship.").waitFor()
  await page.getByRole("button", { name: "Ship these" }).click()
  await page.getByText("2 done.").waitFor()
})

await step("sends another size, then cancels an order, and its stock is back", async () => {
  const before = await stock()
  const orderId = await order(made.codes[1])
  assert.equal(await stock(), before - 1)
  await page.goto(`/admin/orders/${orderId}`)
  await page.getByText("Send another size").click()
  const instead = page.getByRole("form", { name: `Instead of ${name}, black M` })
  await instead.getByRole("combobox").selectOption(made.otherId)
  await instead.getByRole("button", { name: "Send this instead" }).click()
  await page.getByText(`${name}, black L goes out instead of ${name}, black M`).first().waitFor()
  assert.deepEqual([await stock(), await stock(made.otherId)], [before, 1])
  await page.getByLabel("Add a note").getByLabel("Note").fill(`E2E ${run}`)
  await page.getByRole("button", { name: "Add note" }).click()
  await page
    .getByRole("listitem")
    .filter({ hasText: `E2E ${run}` })
    .first()
    .waitFor()
  await page.getByLabel(/^Cancel the order:/).check()
  await page.getByRole("button", { name: "Cancel the order" }).click()
  await page.getByText("Cancelled by the store.").first().waitFor()
  assert.deepEqual([await stock(), await stock(made.otherId)], [before, 2])
})

await step("cleans up: no stock, no product, no code, no token", async () => {
  if (made.variantId) {
    await importDocument("audit_count", `variantId,count\n${made.variantId},0\n${made.otherId},0`)
  }
  if (made.productId) {
    await page.goto(`/admin/products/${made.productId}`)
    await page.getByRole("button", { name: "Archive" }).click()
    await page.getByText("This product is archived").waitFor()
  }
  for (const code of made.codes) {
    await page.goto(`/admin/discounts/${code}`)
    await page.getByRole("button", { name: "Pause" }).click()
    await page.getByRole("button", { name: "Let it work again" }).waitFor()
  }
  if (made.token) {
    await page.goto("/admin/tokens")
    await page
      .getByRole("form", { name: `Revoke E2E ${run}` })
      .getByRole("button")
      .click()
    await page.getByRole("form", { name: `Revoke E2E ${run}` }).waitFor({ state: "detached" })
    assert.equal((await rest("/api/ai/products")).status, 401)
  }
})

await step("leaves nothing in the lists that one works with", async () => {
  const lists = ["/admin/products", "/admin/inventory", "/admin/discounts", "/admin/tokens"]
  for (const path of [...lists, "/admin/orders", "/admin/orders?queue=fulfilled"]) {
    await page.goto(path)
    await page.getByRole("heading", { level: 1 }).waitFor()
    const text = await page.locator("main").innerText()
    // The campaign's line stays: it says what became of its codes.
    const own = path === "/admin/tokens" ? [`E2E ${run}`] : [name, ...made.codes]
    const left = [...own, ...made.orders.map((orderId) => orderId.slice(0, 10))]
    for (const one of left) assert.ok(!text.includes(one), `${one} still stands in ${path}`)
  }
})

await step("the browser's console stayed silent", async () => assert.deepEqual(complaints, []))

await browser.close()
console.log(failed === 0 ? "\nEverything at the desk works." : `\n${failed} steps failed.`)
process.exit(failed === 0 ? 0 : 1)

async function step(title, work) {
  try {
    const note = await work()
    console.log(`ok    ${title}${note ? ` (${note})` : ""}`)
  } catch (error) {
    failed++
    console.log(`FAIL  ${title}\n      ${error.message}`)
  }
}

async function importDocument(mode, text) {
  await page.goto("/admin/imports")
  await page.getByLabel("What it is").selectOption(mode)
  await page.getByLabel("Called").fill(`E2E ${run}`)
  await page.getByLabel("Or paste it").fill(text)
  await page.getByRole("button", { name: "Read it" }).click()
  await page.waitForURL(/\/admin\/imports\/imp_/)
  await page.getByRole("table", { name: "Lines of the document" }).waitFor()
  const partly = page.getByLabel("Apply the rest without the lines that have problems")
  if (await partly.isVisible()) await partly.check()
  await page.getByRole("button", { name: /^Apply (one variant|2 variants)$/ }).click()
  await page.getByRole("link", { name: "See it in the ledger" }).waitFor()
}

/** Orders one for nothing with the code, over REST, and waits for its four stages. */
async function order(discountCode) {
  const response = await rest("/api/ai/orders", {
    items: [{ productId: made.productId, variantId: made.variantId, quantity: 1 }],
    discountCode,
    customer: { email: `e2e-${run}@example.com`, name: `E2E Buyer ${run}`, phone: "+1 415 555 0100" },
    shipping: {
      name: "E2E Buyer",
      line1: "1 Test Street",
      city: "San Francisco",
      state: "CA",
      postalCode: "94105",
      country: "US",
    },
  })
  const answer = await response.json()
  assert.equal(answer.status, "submitted", JSON.stringify(answer))
  made.orders.push(answer.orderId)
  await page.goto(`/orders/${answer.orderId}`)
  await page.locator('[data-status="complete"]').nth(3).waitFor({ timeout: 60_000 })
  return answer.orderId
}

async function ownProduct() {
  const { products } = await (await rest("/api/ai/products?limit=100")).json()
  const found = products.find(({ id }) => id === made.productId)
  assert.ok(found, `${made.productId} is not among the products`)
  return found
}

async function stock(variantId = made.variantId) {
  return (await ownProduct()).variants.find(({ id }) => id === variantId).stock
}

function rest(path, body) {
  return fetch(`${base}${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${made.token}`, "content-type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}

/** Playwright's own browser, the system's, or the one inside an npm package. */
async function openBrowser() {
  const known = [chromium.executablePath(), "/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync)
  const executablePath = known ?? (await (await import("@sparticuz/chromium")).default.executablePath())
  const args = ["--no-sandbox", "--disable-gpu", ...(known ? [] : ["--no-zygote"])]
  return chromium.launch({ executablePath, args })
}
