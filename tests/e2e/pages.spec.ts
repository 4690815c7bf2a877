import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { expect, goToPayment, pay, test } from "./store"

const BUYER = { email: "ada@example.com", name: "Ada Lovelace" }

const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]

/** Every kind of page a shopper meets, and the way there. */
const PAGES: Record<string, (page: Page) => Promise<unknown>> = {
  home: (page) => page.goto("/"),
  product: (page) => page.goto("/products/anti-anti-infra-hoodie"),
  "empty cart": (page) => page.goto("/cart"),
  cart: async (page) => {
    await goToPayment(page, "workflow-sticker-pack")
    await page.goto("/cart")
  },
  checkout: async (page) => {
    await goToPayment(page, "workflow-sticker-pack")
    await page.goto("/checkout")
  },
  "payment page": (page) => goToPayment(page, "workflow-sticker-pack"),
  order: async (page) => {
    await goToPayment(page, "workflow-sticker-pack")
    await pay(page, BUYER)
    await page.waitForURL(/\/orders\/ord_/)
    await page.locator('[data-status="complete"]').nth(3).waitFor()
    await page.reload()
  },
  "public tracker": (page) => page.goto("/admin"),
  proof: (page) => page.goto("/proof"),
  "sign-in": (page) => page.goto("/sign-in"),
  "page of nothing": (page) => page.goto("/orders/ord_unknown"),
}

for (const [name, open] of Object.entries(PAGES)) {
  for (const viewport of SIZES) {
    test(`the ${name} is accessible and still at ${viewport.width} px, light and dark`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" })
      await page.setViewportSize(viewport)
      await page.addInitScript(() => {
        Object.assign(window, { shifted: 0 })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
            if (!shift.hadRecentInput)
              Object.assign(window, { shifted: Reflect.get(window, "shifted") + shift.value })
          }
        }).observe({ type: "layout-shift", buffered: true })
      })
      await open(page)
      await page.waitForLoadState("load")
      await page.evaluate(() => document.fonts.ready)
      expect(await page.evaluate(() => Reflect.get(window, "shifted"))).toBeLessThan(0.001)
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
          colorScheme,
        ).toEqual([])
      }
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
    })
  }
}
