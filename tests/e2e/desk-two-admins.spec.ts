import type { Page } from "@playwright/test"
import { buy } from "../support/buy"
import { untilComplete } from "../support/survive-kill"
import { expect, signIn, test } from "./store"

/** Two tabs of the desk on the same page. */
async function twice(page: Page, path: string): Promise<Page> {
  await page.goto(path)
  const other = await page.context().newPage()
  await other.goto(path)
  return other
}

test("of two people who change the same stock, order or code, the second is told, and nothing is lost", async ({
  page,
  store,
  request,
}) => {
  const mugs = async () =>
    (await (await request.get("/api/stock")).json()).stock["var_insulated-mug-12oz-black-one"]
  await signIn(page)

  const before = await mugs()
  const counting = await twice(page, "/admin/inventory/update?mode=audit_count&q=mug")
  for (const [tab, count] of [
    [page, before + 2],
    [counting, before + 5],
  ] as const) {
    await tab.getByRole("textbox", { name: /^Counted:/ }).fill(String(count))
    await tab.getByRole("button", { name: "Preview" }).press("Enter")
    await expect(tab.getByRole("button", { name: "Apply these changes" })).toBeVisible()
  }
  await page.getByRole("button", { name: "Apply these changes" }).press("Enter")
  await expect(page.getByText("Done: one variant changed.")).toBeVisible()
  await counting.getByRole("button", { name: "Apply these changes" }).press("Enter")
  await expect(counting.getByText("Preview the update again", { exact: false })).toBeVisible()
  await expect(counting.getByRole("textbox", { name: /^Counted:/ })).toHaveValue(String(before + 5))
  expect(await mugs()).toBe(before + 2)

  const { orderId } = await buy(store.origin)
  await untilComplete(store, orderId)
  const shipping = await twice(page, `/admin/orders/${orderId}`)
  await page.getByRole("button", { name: "Mark packed" }).press("Enter")
  await page.getByLabel("Tracking number").fill("1Z0000FIRST")
  await page.getByRole("button", { name: "Mark shipped" }).press("Enter")
  await expect(page.getByText("tracking 1Z0000FIRST")).toBeVisible()
  await shipping.getByRole("button", { name: "Mark packed" }).press("Enter")
  await expect(shipping.getByText("The order is shipped and cannot become fulfilled.").first()).toBeVisible()
  await shipping.reload()
  await expect(shipping.getByText("tracking 1Z0000FIRST")).toBeVisible()

  await page.goto("/admin/discounts/new")
  const form = page.getByRole("form", { name: "One code for one person" })
  await form.getByRole("button", { name: "Make the code" }).press("Enter")
  const code = await form.getByRole("list", { name: "New codes" }).getByRole("listitem").first().innerText()
  const ending = await twice(page, `/admin/discounts/${code}`)
  await page.getByRole("textbox", { name: "Last day" }).fill("2031-05-01")
  await page.getByRole("button", { name: "Set", exact: true }).press("Enter")
  await expect(page.getByText("The last day is set.")).toBeVisible()
  await page.getByRole("button", { name: "Pause" }).press("Enter")
  await expect(page.getByRole("button", { name: "Let it work again" })).toBeVisible()
  const told = "Someone else has changed this code since you opened it."
  await ending.getByRole("textbox", { name: "Last day" }).fill("2029-01-01")
  await ending.getByRole("button", { name: "Set", exact: true }).press("Enter")
  await expect(ending.getByText(told)).toBeVisible()
  await ending.getByRole("button", { name: "Pause" }).press("Enter")
  await expect(ending.getByText(told)).toHaveCount(2)
  await ending.reload()
  await expect(ending.getByRole("textbox", { name: "Last day" })).toHaveValue("2031-05-01")
})
