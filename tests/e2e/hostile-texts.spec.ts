import type { Page } from "@playwright/test"
import { prepareServer } from "../support/server"
import { test as base, expect } from "./store"

const TOKEN = "token-of-the-hostile-texts-test"

const test = base.extend<object, { store: Awaited<ReturnType<typeof prepareServer>> }>({
  store: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const store = await prepareServer({ SWAG_STORE_API_TOKEN: TOKEN })
      await store.start()
      await use(store)
      await store.kill("SIGKILL")
    },
    { scope: "worker", timeout: 60_000 },
  ],
})

/** Texts that run where one of the ways out of text is open. All fit the shortest field. */
const HOSTILE = [
  "<script>hit()</script>",
  '"><img src=x onerror=hit()>',
  "'><svg/onload=hit()>",
  "</script><script>hit()//",
  "</title><svg onload=hit()>",
  "</style><img src=x onerror=hit()>",
  "</textarea><svg onload=hit()>",
  "--><script>hit()</script>",
  "]]><script>hit()</script>",
  "<iframe srcdoc='<svg onload=hit()>'>",
  '" autofocus onfocus="hit()',
  "' onmouseover='hit()",
  "<a href=javascript:hit()>x</a>",
  "javascript:hit()",
  "#{hit()}{{hit()}}<%=hit()%>",
  "&lt;script&gt;hit()&lt;/script&gt;",
  "\u2028hit()\u2029<\u200bscript>",
  "<math><a xlink:href=javascript:hit()>",
]

/** Opens the page and looks whether anything ran; markup that did not run would still show as an element. */
async function expectOnlyText(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.waitForLoadState("load")
  const found = await page.evaluate(() => ({
    ran: Reflect.get(window, "ran") === true,
    elements: document.querySelectorAll(
      "[onerror],[onload],[onfocus],[onmouseover],[href^='javascript:'],iframe[srcdoc],math",
    ).length,
  }))
  expect(found, path).toEqual({ ran: false, elements: 0 })
}

test("texts from agents and buyers are shown as they were written, on every page that shows them", async ({
  page,
  store,
}) => {
  test.setTimeout(180_000)
  await page.addInitScript(() => {
    Object.assign(window, { hit: () => Object.assign(window, { ran: true }) })
  })
  page.on("dialog", () => Object.assign(page, { dialog: true }))

  for (const [index, text] of HOSTILE.entries()) {
    const product = {
      name: text,
      type: text,
      sku: `HOSTILE-${index}`,
      slug: `hostile-${index}`,
      cover: "light",
      priceDollars: "5",
      category: "accessories",
      tagline: text,
      blurb: text,
      description: text,
      variants: [{ id: `var_hostile-${index}`, size: text.slice(0, 20), color: "", stock: 5 }],
    }
    const saved = await fetch(`${store.origin}/api/ai/products`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
      body: JSON.stringify(product),
    })
    expect(saved.status, await saved.clone().text()).toBe(200)
  }
  await expectOnlyText(page, "/")
  for (const text of HOSTILE.slice(0, 3))
    await expect(page.getByText(text).locator("visible=true").first()).toBeVisible()
  for (const index of HOSTILE.keys()) await expectOnlyText(page, `/products/hostile-${index}`)

  const orders: string[] = []
  for (let first = 0; first < HOSTILE.length; first += 4) {
    await page.goto(`/products/hostile-${first}`)
    await page.getByRole("button", { name: "Add to cart" }).click()
    await page.getByRole("link", { name: "Checkout" }).click()
    await expectOnlyText(page, `/checkout?code=${encodeURIComponent(HOSTILE[first] ?? "")}`)
    await page.goto("/checkout")
    await page.getByRole("button", { name: "Continue to payment" }).click()
    await page.waitForURL(/\/sandbox\/checkout\//)
    await page.getByRole("link", { name: "Fill with test data" }).click()
    for (const [offset, label] of ["name", "line1", "line2", "city"].entries()) {
      await page.locator(`[name=${label}]`).fill((HOSTILE[first + offset] ?? "x").slice(0, 60))
    }
    await page.getByRole("button", { name: /^pay/i }).click()
    await page.waitForURL(/\/orders\/ord_/)
    orders.push(new URL(page.url()).pathname)
    await expectOnlyText(page, new URL(page.url()).pathname)
  }

  await page.goto("/sign-in")
  await page
    .context()
    .request.post("/sign-in/demo", { headers: { origin: store.origin }, form: { role: "admin" } })
  const desk = [
    "",
    "/tracker",
    "/orders",
    "/inventory",
    "/inventory/ledger",
    "/sheet",
    "/outbox",
    "/audit",
    "/tokens",
  ]
  for (const path of desk) await expectOnlyText(page, `/admin${path}`)
  for (const order of orders) await expectOnlyText(page, `/admin${order}`)
  await page.goto("/admin/outbox")
  const letters = await page
    .locator('a[href^="/admin/outbox/mail_"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))
  expect(letters.length).toBeGreaterThan(0)
  for (const letter of letters) {
    await expectOnlyText(page, letter)
    await expectOnlyText(page, `${letter}/letter`)
  }
  await expectOnlyText(page, `/admin/orders?search=${encodeURIComponent(HOSTILE[1] ?? "")}`)
  expect(Reflect.get(page, "dialog")).toBeUndefined()
})
