import { readFile } from "node:fs/promises"
import type { Locator, Page } from "@playwright/test"
import { buy, payWithTestCard, startCheckout } from "../support/buy"
import { untilComplete } from "../support/survive-kill"
import { expect, test } from "./store"

const HOODIE = { productId: "prod_anti-anti-infra-hoodie", variantId: "var_aai-hoodie-black-xxl" }
const HOODIE_NAME = "Anti Anti Infra Co. Hoodie black XXL"

/** Presses Tab until the element has the focus, as someone without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let tabs = 0; tabs < 250; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press("Tab")
  }
  throw new Error(`Tab never came to ${target}`)
}

async function press(page: Page, target: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press(key)
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.type(text)
}

/** Waits for the page that a link leads to. */
async function open(page: Page, target: Locator, heading: string | RegExp): Promise<void> {
  await press(page, target)
  await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible()
}

test("an operator's day goes by without a mouse: a shipment, a parcel, a refund, ten codes and why seven are left", async ({
  page,
  store,
  request,
}) => {
  test.setTimeout(180_000)
  const stock = async () => (await (await request.get("/api/stock")).json()).stock[HOODIE.variantId]
  const nav = (name: string) =>
    page.getByRole("navigation", { name: "Desk" }).getByRole("link", { name, exact: true })

  await page.goto("/sign-in")
  await press(page, page.getByRole("button", { name: "Sign in as demo admin" }))
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible()

  // A shipment that brings the size to nine.
  const arrived = 9 - (await stock())
  await open(page, nav("Inventory"), "Inventory")
  await open(page, page.getByRole("link", { name: "Receive", exact: true }), "Receive a shipment")
  await type(page, page.getByRole("textbox", { name: `Arrived: ${HOODIE_NAME}` }), String(arrived))
  await page.keyboard.press("Enter")
  await press(page, page.getByRole("button", { name: "Apply these changes" }))
  await expect(page.getByText("Done: one variant changed.")).toBeVisible()
  expect(await stock()).toBe(9)

  // Two go out.
  const { orderId, url } = await startCheckout(store.origin, [{ ...HOODIE, quantity: 2 }])
  await payWithTestCard(url)
  await untilComplete(store, orderId)
  await open(page, nav("Orders"), "Orders")
  await open(page, page.getByRole("link", { name: orderId.slice(0, 10) }), orderId)
  await press(page, page.getByRole("button", { name: "Mark packed" }))
  await type(page, page.getByLabel("Tracking number"), "1Z999AA7")
  await page.keyboard.press("Enter")
  await expect(page.getByText("tracking 1Z999AA7")).toBeVisible()

  // Someone else gets a part of their money back.
  const other = await buy(store.origin)
  await untilComplete(store, other.orderId)
  await open(page, nav("Orders"), "Orders")
  await open(page, page.getByRole("link", { name: other.orderId.slice(0, 10) }), other.orderId)
  await press(page, page.getByText("Refund part of it"))
  await type(page, page.getByRole("form", { name: "Refund" }).getByLabel("Amount in USD"), "2")
  await page.keyboard.press("Enter")
  await expect(page.getByText("Refunded. The buyer gets a letter.")).toBeVisible({ timeout: 15_000 })

  // Ten codes, as a file.
  await open(page, nav("Discount codes"), "Discount codes")
  await open(page, page.getByRole("link", { name: "New codes" }), "New codes")
  const form = page.getByRole("form", { name: "A batch for a campaign" })
  await type(page, form.getByLabel("How many"), "10")
  await type(page, form.getByLabel("Campaign"), "Keyboard day")
  await page.keyboard.press("Enter")
  const download = page.waitForEvent("download")
  await press(page, form.getByRole("link", { name: "Save as CSV" }))
  const csv = await readFile(await (await download).path(), "utf8")
  expect(csv.match(/SALES-[A-Z0-9]{8}/g)).toHaveLength(10)

  // Why are seven left?
  await open(page, nav("Inventory"), "Inventory")
  await type(page, page.getByRole("searchbox", { name: "Search" }), "hoodie")
  await page.keyboard.press("Enter")
  await open(page, page.getByRole("link", { name: `Ledger of ${HOODIE_NAME}` }), "Ledger")
  await expect(page.getByRole("heading", { name: /^Why .*Hoodie, black, XXL has 7$/ })).toBeVisible()
  await expect(page.getByText("Together 7, which is the stock on the shelf")).toBeVisible()
  const rows = page.getByRole("table", { name: "What the ledger adds up to" })
  for (const part of ["Opening stock", "Received", "Taken by orders"])
    await expect(rows.getByRole("row", { name: new RegExp(part) })).toBeVisible()
})

test("single keys search, walk the rows, take one and open pages, until they are switched off", async ({
  page,
  store,
}) => {
  const { orderId } = await buy(store.origin)
  await untilComplete(store, orderId)
  await page.goto("/sign-in?next=/admin/orders")
  await press(page, page.getByRole("button", { name: "Sign in as demo admin" }))
  await expect(page.getByRole("heading", { level: 1, name: "Orders" })).toBeVisible()
  const rows = page.locator("tbody [data-row-link]")
  await expect(async () => {
    await page.keyboard.press("j")
    await expect(rows.first()).toBeFocused({ timeout: 500 })
  }).toPass()
  await page.keyboard.press("x")
  await expect(page.getByRole("checkbox", { name: /^Take order/ }).first()).toBeChecked()
  await page.keyboard.press("/")
  await expect(page.getByRole("searchbox", { name: "Search" })).toBeFocused()
  // In a field a letter is a letter.
  await page.keyboard.type("gi")
  await expect(page.getByRole("searchbox", { name: "Search" })).toHaveValue("gi")
  await tabTo(page, page.getByRole("link", { name: "Add tracking" }))
  await page.keyboard.press("g")
  await page.keyboard.press("i")
  await expect(page.getByRole("heading", { level: 1, name: "Inventory" })).toBeVisible()
  await expect(async () => {
    await page.keyboard.press("?")
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible({ timeout: 500 })
  }).toPass()
  await press(page, page.getByLabel("Single keys work in this browser"), "Space")
  await page.keyboard.press("Escape")
  await page.keyboard.press("/")
  await expect(page.getByRole("searchbox", { name: "Search" })).not.toBeFocused()
})
