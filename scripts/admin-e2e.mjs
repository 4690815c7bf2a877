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
const made = { productId: "", variantId: "", token: "", codes: [] }
const complaints = []
let failed = 0

const browser = await openBrowser()
const page = await browser.newPage({ baseURL: base })
page.setDefaultTimeout(20_000)
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
  await page.getByRole("textbox", { name: "Variants" }).fill("black / M: 4")
  await page.getByRole("button", { name: "Preview" }).click()
  await page.getByText("Nothing is saved yet.").waitFor()
  await page.getByRole("button", { name: "Save" }).click()
  await page.waitForURL(/\/admin\/products\/prod_/)
  made.productId = decodeURIComponent(new URL(page.url()).pathname.split("/").at(-1) ?? "")
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
  const product = await ownProduct()
  made.variantId = product.variants[0].id
  assert.equal(product.variants[0].stock, 4)
})

await step("imports a shipment after reviewing its lines", async () => {
  await importDocument("receive_shipment", `sku,quantity\n${sku},3\nE2E-NOBODY,2`)
  assert.equal(await stock(), 7)
  await page.getByRole("link", { name: "See it in the ledger" }).click()
  await page.getByText(`E2E ${run}`).first().waitFor()
})

await step("hands out a batch of codes, with their CSV", async () => {
  await page.goto("/admin/discounts/new")
  const form = page.getByRole("form", { name: "A batch for a campaign" })
  await form.getByLabel("What it takes off").selectOption("devrel_comp")
  await form.getByLabel("How many").fill("2")
  await form.getByLabel("Campaign").fill(`E2E ${run}`)
  await form.getByRole("button", { name: "Make the batch" }).click()
  const codes = form.getByRole("list", { name: "New codes" }).getByRole("listitem")
  await codes.first().waitFor()
  made.codes = await codes.allTextContents()
  assert.equal(made.codes.length, 2)
  const csv = await page.request.get((await form.getByRole("link").getAttribute("href")) ?? "")
  for (const code of made.codes) assert.ok((await csv.text()).includes(code), `${code} is not in the CSV`)
})

await step("packs and ships an order; the buyer sees its number", async () => {
  const orderId = await order(made.codes[0])
  await page.goto(`/admin/orders/${orderId}`)
  await page.getByRole("button", { name: "Mark packed" }).click()
  await page.getByLabel("Tracking number").fill(`E2E${run}`)
  await page.getByRole("button", { name: "Mark shipped" }).click()
  await page.getByText(`tracking E2E${run}`).waitFor()
  await page.goto(`/orders/${orderId}`)
  await page.getByText(`E2E${run}`).first().waitFor()
})

await step("cancels an order, and its stock is back", async () => {
  const before = await stock()
  const orderId = await order(made.codes[1])
  assert.equal(await stock(), before - 1)
  await page.goto(`/admin/orders/${orderId}`)
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
  assert.equal(await stock(), before)
})

await step("cleans up: no stock, no product, no code, no token", async () => {
  if (made.variantId) await importDocument("audit_count", `variantId,count\n${made.variantId},0`)
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
  await page.getByRole("table", { name: "Lines of the document" }).waitFor()
  const partly = page.getByLabel("Apply the rest without the lines that have problems")
  if (await partly.isVisible()) await partly.check()
  await page.getByRole("button", { name: "Approve" }).click()
  await page.getByText("Applied: one variant changed.").waitFor()
}

/** Orders one for nothing with the code, over REST, and waits for its four stages. */
async function order(discountCode) {
  const response = await rest("/api/ai/orders", {
    items: [{ productId: made.productId, variantId: made.variantId, quantity: 1 }],
    discountCode,
    customer: { email: `e2e-${run}@example.com`, name: "E2E Buyer", phone: "+1 415 555 0100" },
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

async function stock() {
  return (await ownProduct()).variants[0].stock
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
