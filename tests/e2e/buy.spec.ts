import type { Page } from "@playwright/test"
import { startDatabaseGate } from "../support/database-gate"
import { expect, expectFourStages, goToPayment, pay, test } from "./store"

const BUYER = { email: "grace.canary@example.com", name: "Grace Canary-Hopper" }

test("a shopper buys a T-shirt and watches its four stages arrive", async ({ page, request }) => {
  const before = await request.get("/api/stock").then((response) => response.json())
  await goToPayment(page, "anti-anti-infra-tee", ["M"])
  await pay(page, BUYER)
  await page.waitForURL(/\/orders\/ord_/)
  await expectFourStages(page)
  await expect(page.getByText(BUYER.email)).toBeVisible()
  await expect(page.getByText("$28.00").first()).toBeVisible()

  await page.reload()
  await expectFourStages(page)
  const after = await request.get("/api/stock").then((response) => response.json())
  expect(after.stock["var_aai-tee-grey-m"]).toBe(before.stock["var_aai-tee-grey-m"] - 1)
  await page.goto("/cart")
  await expect(page.locator("main").getByText("Nothing in here yet.")).toBeVisible()
})

test("a stranger with the link sees the order masked, on the page and in its stream", async ({
  page,
  browser,
}) => {
  await goToPayment(page, "workflow-sticker-pack")
  await pay(page, BUYER)
  await page.waitForURL(/\/orders\/ord_/)
  await expectFourStages(page)
  const url = page.url()

  const stranger = await browser.newContext()
  const theirs = await stranger.newPage()
  await theirs.goto(url)
  await expectFourStages(theirs)
  const html = await theirs.content()
  const stream = await theirs.evaluate(async (orderId) => {
    const response = await fetch(`/api/realtime/orders/${orderId}`)
    const reader = response.body?.getReader()
    let text = ""
    while (!text.includes("event: order")) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
      if (done) break
      text += new TextDecoder().decode(value)
    }
    await reader?.cancel()
    return text
  }, url.split("/").at(-1))
  const tracker = await (await stranger.request.get("/admin")).text()
  for (const seen of [html, stream, tracker]) {
    expect(seen).not.toContain("grace.canary")
    expect(seen).not.toContain("Canary")
    expect(seen).not.toContain("Hopper")
  }
  expect(stream).toContain("event: order")
  await stranger.close()
})

test("another order's cookie opens nothing", async ({ page, context }) => {
  await goToPayment(page, "workflow-sticker-pack")
  await pay(page, BUYER)
  await page.waitForURL(/\/orders\/ord_/)
  const own = (await context.cookies()).find(({ name }) => name.startsWith("swag_ord_"))
  const first = page.url()
  await context.clearCookies()
  await goToPayment(page, "workflow-sticker-pack")
  await pay(page, { email: "other@example.com", name: "Other Buyer" })
  await page.waitForURL(/\/orders\/ord_/)
  const otherValue = (await context.cookies()).find(({ name }) => name.startsWith("swag_ord_"))?.value ?? ""
  await context.clearCookies()
  await context.addCookies([{ name: own?.name ?? "", value: otherValue, url: new URL(first).origin }])
  await page.goto(first)
  await expect(page.getByText(BUYER.email)).toHaveCount(0)
  await expectFourStages(page)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("a shopper buys with plain forms", async ({ page }) => {
    await goToPayment(page, "insulated-coffee-mug-12oz")
    await pay(page, BUYER)
    await page.waitForURL(/\/orders\/ord_/)
    await expect(async () => {
      await page.reload()
      await expect(page.locator('[data-status="complete"]')).toHaveCount(4, { timeout: 500 })
    }).toPass({ timeout: 30_000 })
    await expect(page.getByText(BUYER.email)).toBeVisible()
  })
})

test("a declined card can be followed by one that pays", async ({ page }) => {
  await goToPayment(page, "workflow-sticker-pack")
  await pay(page, BUYER, "4000 0000 0000 0002")
  await expect(page.getByText(/declined/i).first()).toBeVisible()
  await page.getByLabel(/card number/i).fill("4242 4242 4242 4242")
  await page.getByLabel("Expiry date").fill("12 / 34")
  await page.getByLabel("Security code").fill("123")
  await page.getByRole("button", { name: /^pay/i }).click()
  await page.waitForURL(/\/orders\/ord_/)
  await expectFourStages(page)
})

test("the public tracker shows an order arrive without a reload", async ({ page, browser }) => {
  const viewer = await browser.newContext()
  const board = await viewer.newPage()
  await board.goto("/admin")
  await goToPayment(page, "black-step-run-socks")
  await pay(page, BUYER)
  await page.waitForURL(/\/orders\/ord_/)
  const orderId = page.url().split("/").at(-1)
  await expect(board.locator(`[data-order="${orderId}"]`)).toBeVisible()
  await viewer.close()
})

test("the buyer cancels until the order is packed, and a stranger cannot", async ({ page, request }) => {
  await goToPayment(page, "cream-step-run-socks")
  await pay(page, BUYER)
  await page.waitForURL(/\/orders\/ord_/)
  await expectFourStages(page)
  const origin = new URL(page.url()).origin
  const form = { orderId: page.url().split("/").at(-1) ?? "" }
  const stranger = await request.post("/orders/cancel", { form, headers: { origin }, maxRedirects: 0 })
  expect(stranger.status()).toBe(403)

  const before = await (await request.get("/api/stock")).json()
  await page.getByText("Cancel the order").click()
  await page.getByRole("button", { name: "Cancel it now" }).click()
  await expect(
    page.getByText("Cancelled at your request. The payment is refunded in full.").first(),
  ).toBeVisible()
  const after = await (await request.get("/api/stock")).json()
  expect(after.stock["var_cream-step-socks-one"]).toBe(before.stock["var_cream-step-socks-one"] + 1)
})

test("a browser that was offline over three changes shows what came of them when it is back, without a reload", async ({
  page,
  browser,
  store,
}) => {
  await goToPayment(page, "cream-step-run-socks")
  await pay(page, BUYER)
  await page.waitForURL(/\/orders\/ord_/)
  await expectFourStages(page)
  // A browser that is told to be offline keeps the streams that it has; this line is really cut.
  const line = await startDatabaseGate(store.origin)
  const away = await browser.newContext()
  const viewer = await away.newPage()
  await viewer.goto(new URL(new URL(page.url()).pathname, line.url).href)
  await expectFourStages(viewer)
  await line.shut()
  for (const street of ["2 Navy Yard", "3 Navy Yard"]) {
    await page.getByText("Correct the address").click()
    await page.getByLabel("Street and number").fill(street)
    await page.getByRole("button", { name: "Send it there" }).click()
    await expect(page.getByText(street)).toBeVisible()
  }
  await page.getByText("Cancel the order").click()
  await page.getByRole("button", { name: "Cancel it now" }).click()
  const cancelled = "Cancelled at your request. The payment is refunded in full."
  await expect(page.getByText(cancelled).first()).toBeVisible()
  await expect(viewer.getByText(cancelled)).toHaveCount(0)
  await line.open()
  await expect(viewer.getByText(cancelled).first()).toBeVisible({ timeout: 30_000 })
  await expect(viewer.getByText("Shipping address corrected")).toHaveCount(2)
  await away.close()
  await line.close()
})

test("the buyer corrects the address until the order is packed", async ({ page, store }) => {
  await goToPayment(page, "cream-step-run-socks")
  await pay(page, BUYER)
  await page.waitForURL(/\/orders\/ord_/)
  await expectFourStages(page)
  await page.getByText("Correct the address").click()
  await page.getByLabel("Street and number").fill("2 Navy Yard")
  await page.getByLabel("City").fill("Arlington")
  await page.getByRole("button", { name: "Send it there" }).click()
  await expect(page.getByText("Shipping address corrected")).toBeVisible()
  await expect(page.getByText("2 Navy Yard")).toBeVisible()
  const masked = await (await fetch(`${store.origin}${new URL(page.url()).pathname}`)).text()
  expect(masked).not.toContain("Navy Yard")
})

test("a code takes off what the checkout page says, also on the provider's page, and is used up", async ({
  page,
  browser,
  store,
}) => {
  const desk = await browser.newContext({ baseURL: store.origin })
  const [credit = "", comp = ""] = await mintCodes(await desk.newPage())
  await desk.close()

  await putIntoCart(page, "cream-step-run-socks", 10)
  await apply(page, "NOBODY-HAS-THIS")
  await expect(page.getByRole("alert").first()).toBeVisible()
  await apply(page, credit)
  const total = await page.locator("dt:text-is('Total') + dd").textContent()
  expect(await page.locator("dt:text-is('Discount') + dd").textContent()).toBe("−$100.00")
  await page.getByRole("button", { name: "Continue to payment" }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await expect(page.getByText(total ?? "no total").first()).toBeVisible()
  await pay(page, BUYER)
  await page.waitForURL(/\/orders\/ord_/)
  await expectFourStages(page)
  await expect(page.getByText(total ?? "no total").first()).toBeVisible()

  await putIntoCart(page, "black-step-run-socks", 1)
  await apply(page, comp)
  await page.getByRole("button", { name: "Remove" }).click()
  await apply(page, comp)
  await page.getByRole("button", { name: "Place the order" }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await page.getByRole("link", { name: "Fill with test data" }).click()
  await page.getByRole("button", { name: /^(pay|complete|place)/i }).click()
  await page.waitForURL(/\/orders\/ord_/)
  await expectFourStages(page)
  await expect(page.getByText("$0.00").first()).toBeVisible()

  await goToPayment(page, "black-step-run-socks")
  await page.goto("/checkout")
  await expect(page.getByText(/What you began to pay for is held until/)).toBeVisible()
  await expect(page.getByRole("timer")).toHaveText(/^(30|31|29):\d\d left\.$/)
  await apply(page, comp)
  await expect(page.getByText(/already been redeemed/)).toBeVisible()
})

async function putIntoCart(page: Page, slug: string, quantity: number): Promise<void> {
  await page.goto(`/products/${slug}`)
  for (let n = 1; n < quantity; n++) await page.getByRole("button", { name: "One more" }).click()
  await page.getByRole("button", { name: "Add to cart" }).click()
  await page.getByRole("link", { name: "Checkout" }).click()
  await page.waitForURL(/\/checkout/)
}

async function apply(page: Page, code: string): Promise<void> {
  await page.getByLabel("Discount code").fill(code)
  await page.getByRole("button", { name: "Apply" }).click()
}

/** One credit of $100 and one code for everything, made at the desk. */
async function mintCodes(page: Page): Promise<string[]> {
  await page.goto("/sign-in?next=/admin/discounts/new")
  await page.getByRole("button", { name: "Sign in as demo admin" }).click()
  await page.waitForURL(/\/admin\/discounts\/new/)
  const form = page.getByRole("form", { name: "A batch for a campaign" })
  const codes: string[] = []
  for (const kind of ["sales_credit", "devrel_comp"]) {
    await form.getByLabel("What it takes off").selectOption(kind)
    await form.getByLabel("How many").fill("1")
    await form.getByLabel("Campaign").fill(`Browser ${kind}`)
    await form.getByRole("button", { name: "Make the batch" }).click()
    await expect(form.getByText(`for Browser ${kind}`)).toBeVisible()
    codes.push(
      ...(await form.getByRole("list", { name: "New codes" }).getByRole("listitem").allTextContents()),
    )
  }
  return codes
}
