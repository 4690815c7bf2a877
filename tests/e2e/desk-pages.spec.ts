import AxeBuilder from "@axe-core/playwright"
import { buy, payWithTestCard, startCheckout } from "../support/buy"
import { untilComplete } from "../support/survive-kill"
import { expect, signIn, test } from "./store"

const TEE = { productId: "prod_anti-anti-infra-tee", variantId: "var_aai-tee-grey-s", quantity: 1 }

const LOOKS = [
  { width: 1440, height: 900, colorScheme: "light" },
  { width: 390, height: 844, colorScheme: "dark" },
] as const

test("the tracker fills a large screen, with nothing around it", async ({ page, store }) => {
  await buy(store.origin)
  await page.setViewportSize({ width: 1920, height: 1080 })
  await page.goto("/admin")
  await page.getByRole("link", { name: "Large screen" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Live orders" })).toBeVisible()
  await expect(page.getByRole("banner")).toHaveCount(0)
  await expect(page.getByRole("article").first()).toBeVisible()
  const beyond = await page.evaluate(() => ({
    x: document.documentElement.scrollWidth - window.innerWidth,
    y: document.documentElement.scrollHeight - window.innerHeight,
  }))
  expect(beyond).toEqual({ x: 0, y: 0 })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})

for (const { width, height, colorScheme } of LOOKS) {
  test(`every page of the desk is accessible and fits ${width} px, ${colorScheme}`, async ({
    page,
    store,
  }) => {
    test.setTimeout(180_000)
    const { orderId } = await buy(store.origin)
    const tee = await startCheckout(store.origin, [TEE])
    await payWithTestCard(tee.url)
    for (const id of [orderId, tee.orderId]) await untilComplete(store, id)
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
    await signIn(page)
    const links = page.getByRole("navigation", { name: "Desk" }).locator('a[href^="/admin"]')
    const pages = await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))
    expect(pages.length).toBeGreaterThan(10)
    const inner = [
      `/admin/orders/${tee.orderId}`,
      `/admin/orders/slips?id=${orderId}&id=${tee.orderId}`,
      `/admin/orders/picks?id=${orderId}&id=${tee.orderId}`,
      `/admin/orders/bulk?id=${orderId}`,
      "/admin/orders/tracking",
      "/admin/orders?queue=attention",
      "/admin/inventory/update?mode=receive_shipment",
      "/admin/inventory/ledger?variant=var_aai-tee-grey-s",
      "/admin/products/new",
      "/admin/products/prod_anti-anti-infra-tee",
      "/admin/discounts/new",
    ]
    for (const path of [...pages, ...inner]) {
      await page.goto(path)
      await expect(page).toHaveTitle(/./)
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)
      expect(found, path).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${path} is wider than the window`).toBeLessThanOrEqual(0)
    }
  })
}
