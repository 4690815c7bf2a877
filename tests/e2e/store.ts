import { test as base, expect, type Page } from "@playwright/test"
import { prepareServer, type StoreServer } from "../support/server"

/** One store in its production form for all the tests of a worker, and a page that must stay silent and still. */
export const test = base.extend<{ quiet: undefined }, { store: StoreServer }>({
  store: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const store = await prepareServer()
      await store.start()
      await use(store)
      await store.kill("SIGKILL")
    },
    { scope: "worker", timeout: 60_000 },
  ],
  baseURL: async ({ store }, use) => use(store.origin),
  quiet: [
    async ({ page }, use) => {
      const complaints: string[] = []
      let missing = false
      page.on("response", (response) => {
        const shown = response.request().isNavigationRequest() && response.frame() === page.mainFrame()
        if (shown) missing = response.status() === 404
      })
      page.on("console", (message) => {
        if (message.type() !== "error" && message.type() !== "warning") return
        // Next announces the styles of a page before that page says that there is no such thing.
        if (missing && message.text().includes(".css was preloaded using link preload but not used")) return
        complaints.push(message.text())
      })
      page.on("pageerror", (error) => complaints.push(error.message))
      await use(undefined)
      // The browser reports as its own: a page that answers 404, or 402 for a declined card, and a face that came
      // too late for a page, which is what font-display: optional is for.
      const expected = /status of 40[24]|\/fonts\/\S+ was preloaded using link preload but not used/
      expect(complaints.filter((text) => !expected.test(text))).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

export interface Buyer {
  readonly email: string
  readonly name: string
}

/** As the demo admin, from the keyboard, to the list of orders. */
export async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in?next=/admin/orders")
  await page.getByRole("button", { name: "Sign in as demo admin" }).press("Enter")
  await page.waitForURL(({ pathname }) => pathname.startsWith("/admin"))
}

/** From a product's page to the provider's page. */
export async function goToPayment(page: Page, slug: string, choices: readonly string[] = []): Promise<void> {
  await page.goto(`/products/${slug}`)
  for (const choice of choices)
    await page.getByRole("radio", { name: choice, exact: true }).check({ force: true })
  await page.getByRole("button", { name: "Add to cart" }).click()
  await page.getByRole("link", { name: "Checkout" }).click()
  await page.getByRole("button", { name: "Continue to payment" }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
}

/** Fills the sandbox's page as a buyer would, and pays with the card. */
export async function pay(page: Page, buyer: Buyer, card = "4242 4242 4242 4242"): Promise<void> {
  await page.getByRole("link", { name: "Fill with test data" }).click()
  await page.getByLabel("E-mail", { exact: true }).fill(buyer.email)
  await page.getByLabel("Full name").fill(buyer.name)
  await page.getByLabel(/card number/i).fill(card)
  await page.getByRole("button", { name: /^pay/i }).click()
}

/** The order's page with all four stages done, reached without a reload. */
export async function expectFourStages(page: Page): Promise<void> {
  await expect(page.locator('[data-status="complete"]')).toHaveCount(4, { timeout: 30_000 })
}
