import AxeBuilder from "@axe-core/playwright"
import { expect, test } from "./store"

const PAGES = ["/", "/products/anti-anti-infra-hoodie", "/cart", "/admin", "/orders/ord_unknown"]
const SIZES = [
  { width: 390, height: 844 },
  { width: 1440, height: 900 },
]

for (const path of PAGES) {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of SIZES) {
      test(`${path} is accessible and still at ${viewport.width} px, ${colorScheme}`, async ({ page }) => {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
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
        await page.goto(path, { waitUntil: "load" })
        await page.evaluate(() => document.fonts.ready)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
        ).toEqual([])
        expect(await page.evaluate(() => Reflect.get(window, "shifted"))).toBeLessThan(0.001)
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        expect(overflow).toBeLessThanOrEqual(0)
      })
    }
  }
}
