import AxeBuilder from "@axe-core/playwright"
import type { Page } from "@playwright/test"
import { buy } from "../support/buy"
import { xlsx } from "../support/office-files"
import { untilComplete } from "../support/survive-kill"
import { expect, goToPayment, pay, signIn, test } from "./store"

async function expectAccessible(page: Page): Promise<void> {
  // After a navigation without a reload, the title follows the page.
  await expect(page).toHaveTitle(/./)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([])
}

test("an operator packs and ships an order from the keyboard, and the buyer sees it", async ({
  page,
  store,
}) => {
  const { orderId } = await buy(store.origin)
  await untilComplete(store, orderId)
  await signIn(page)
  await page.goto(`/admin/orders/${orderId}`)
  await expectAccessible(page)
  await page.getByRole("button", { name: "Mark packed" }).press("Enter")
  await expect(page.getByLabel("Tracking number")).toBeVisible()
  await page.getByLabel("Tracking number").focus()
  await page.keyboard.type("1Z999AA1")
  await page.keyboard.press("Enter")
  await expect(page.getByText("tracking 1Z999AA1")).toBeVisible()
  await expect(page.getByRole("button", { name: "Cancel the order" })).toHaveCount(0)

  await page.goto(`/orders/${orderId}`)
  await expect(page.getByText("1Z999AA1")).toBeVisible()
  await page.goto("/admin/outbox")
  await expect(page.getByText(/has shipped/).first()).toBeVisible()
})

test("an operator cancels an order, and stock and money are back", async ({ page, store, request }) => {
  const { orderId } = await buy(store.origin)
  await untilComplete(store, orderId)
  const before = await (await request.get("/api/stock")).json()
  await signIn(page)
  await page.goto(`/admin/orders/${orderId}`)
  await page.getByLabel(/Cancel the order: stock back/).press("Space")
  await page.getByRole("button", { name: "Cancel the order" }).press("Enter")
  await expect(
    page.getByText("Cancelled by the store. The payment is refunded in full.").first(),
  ).toBeVisible()
  const after = await (await request.get("/api/stock")).json()
  expect(after.stock["var_sticker-pack-one"]).toBe(before.stock["var_sticker-pack-one"] + 1)
  await page.goto(`/orders/${orderId}`)
  await expect(page.getByText(/cancelled/i).first()).toBeVisible()
})

test("an operator deals with what needs attention without leaving the queue, and is told what happened", async ({
  page,
  store,
}) => {
  await goToPayment(page, "workflow-sticker-pack")
  await pay(page, { email: "iris@example.com", name: "Iris Disputes" }, "4000 0000 0000 0259")
  await page.waitForURL(/\/orders\/ord_/)
  const orderId = new URL(page.url()).pathname.split("/").at(-1) ?? ""
  await untilComplete(store, orderId)
  await signIn(page)
  const row = page.getByRole("row").filter({ hasText: orderId.slice(0, 10) })
  await expect(async () => {
    await page.goto("/admin/orders?queue=attention")
    await expect(row).toContainText("The buyer disputes the payment. Answer it where the provider asks.")
  }).toPass()
  await expect(row.getByRole("link", { name: "Release and refund…" })).toBeVisible()
  await expectAccessible(page)
  await row.getByRole("button", { name: "I have dealt with it" }).press("Enter")
  await expect(
    page.getByText(`${orderId.slice(0, 10)}: Off the list, until something else goes wrong.`),
  ).toBeVisible()
  await expect(row).toHaveCount(0)
})

test("an operator refunds part of an order, corrects its address and sends its letter again", async ({
  page,
  store,
}) => {
  const { orderId } = await buy(store.origin)
  await untilComplete(store, orderId)
  await signIn(page)
  await page.goto(`/admin/orders/${orderId}`)

  await page.getByText("Refund part of it").press("Enter")
  const refund = page.getByRole("form", { name: "Refund" })
  await refund.getByLabel("Amount in USD").fill("8")
  await refund.getByRole("button", { name: "Refund" }).press("Enter")
  await expect(page.getByText("Cancel the order: its stock and its code come back too.")).toBeVisible()
  await refund.getByLabel("Amount in USD").fill("2.50")
  await refund.getByRole("button", { name: "Refund" }).press("Enter")
  await expect(page.getByText("Refunded. The buyer gets a letter.")).toBeVisible({ timeout: 15_000 })
  await expect(page.getByRole("table", { name: "Refunds" })).toContainText("$2.50")

  await page.getByText("Correct the address").press("Enter")
  await page.getByRole("form", { name: "Correct the address" }).getByLabel("City").fill("Arlington")
  await page.getByRole("button", { name: "Correct it" }).press("Enter")
  await expect(page.getByText("Corrected. The sheet follows, and the buyer gets a letter.")).toBeVisible()
  await expectAccessible(page)

  await page.getByRole("button", { name: "Send the confirmation again" }).press("Enter")
  await expect(page.getByText("Written to the outbox: no mailer is set.")).toBeVisible()
  await page.goto("/admin/outbox")
  await expect(page.getByText(/A refund for your order/).first()).toBeVisible()
  await expect(page.getByText(/goes to another address/).first()).toBeVisible()
})

test("an operator packs several at once and pastes their tracking numbers", async ({ page, store }) => {
  const orders = [await buy(store.origin), await buy(store.origin)].map(({ orderId }) => orderId)
  for (const orderId of orders) await untilComplete(store, orderId)
  await signIn(page)
  for (const orderId of orders)
    await page.getByRole("checkbox", { name: `Take order ${orderId.slice(0, 10)}` }).check()
  await page.getByRole("button", { name: "Mark packed…" }).press("Enter")
  await page.getByRole("button", { name: "Mark 2 orders packed" }).press("Enter")
  await expect(page.getByText("2 done.")).toBeVisible({ timeout: 20_000 })

  await page.goto("/admin/orders/tracking")
  await expectAccessible(page)
  await page
    .getByLabel("One order and its tracking number per line")
    .fill(`order,number\n${orders[0]},1Z0001\n${orders[1]};1Z0002\nord_nobody,1Z0003`)
  await page.getByRole("button", { name: "Preview" }).press("Enter")
  await expect(page.getByText("2 of 3 orders would ship; the rest is left out.")).toBeVisible()
  await page.getByRole("button", { name: "Ship these" }).press("Enter")
  await expect(page.getByText("2 done.")).toBeVisible({ timeout: 20_000 })
})

test("an operator makes a product, previews it, and the shop shows it; a stale form is told", async ({
  page,
  store,
}) => {
  await signIn(page)
  await page.goto("/admin/products/new")
  await expectAccessible(page)
  await page.getByLabel("Name").fill("Retry Beanie")
  await page.getByLabel("Type").fill("Hat")
  await page.getByLabel("Price in dollars").fill("21.50")
  await page.getByLabel("Sku").fill("INN-BEANIE")
  await page.getByRole("textbox", { name: "Variants" }).fill("black / M: 4")
  await page.getByRole("button", { name: "Preview" }).press("Enter")
  await expect(page.getByText("As shoppers would see it. Nothing is saved yet.")).toBeVisible()
  await page.getByRole("button", { name: "Save" }).press("Enter")
  await page.waitForURL(/\/admin\/products\/prod_/)
  await expectAccessible(page)

  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.getByLabel("Tagline").fill("Tries again.")
  await other.getByRole("button", { name: "Save" }).press("Enter")
  await expect(other.getByText("Saved. The shop shows it within a second.")).toBeVisible()
  await page.getByLabel("Tagline").fill("Gives up.")
  await page.getByRole("button", { name: "Save" }).press("Enter")
  await expect(page.getByText("Someone else has saved this product since you opened it.")).toBeVisible()
  await expect(page.getByLabel("Tagline")).toHaveValue("Gives up.")
  await expect
    .poll(async () => (await fetch(`${store.origin}/products/retry-beanie`)).text())
    .toContain("Tries again.")

  await other.getByRole("button", { name: "Archive" }).press("Enter")
  await expect(other.getByText("This product is archived: shoppers don't see it.")).toBeVisible()
  await expect.poll(async () => (await fetch(`${store.origin}/products/retry-beanie`)).status).toBe(404)
})

test("an admin looks into the engine and runs an order's run again, which does nothing twice", async ({
  page,
  store,
}) => {
  const { orderId } = await buy(store.origin)
  await untilComplete(store, orderId)
  await page.goto("/engine")
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fengine/)
  await page.getByRole("button", { name: "Sign in as demo admin" }).press("Enter")
  await page.waitForURL(/\/engine$/)
  await expectAccessible(page)
  await page.getByLabel("Function").selectOption({ label: "inngest-swag-store-fulfill-order" })
  await page.getByRole("button", { name: "Show" }).press("Enter")
  await page.getByRole("row").nth(1).getByRole("link").first().press("Enter")
  await expectAccessible(page)
  const steps = page.getByRole("table", { name: "Steps" })
  for (const stage of ["capture-payment", "reserve-inventory", "send-confirmation", "record-to-sheet"])
    await expect(steps).toContainText(stage)
  const before = page.url()
  await page.getByRole("button", { name: "Run it again" }).press("Enter")
  await expect(page).not.toHaveURL(before)
  // The page follows the run by itself.
  await expect(page.getByRole("definition").first()).toHaveText("completed")
  await page.goto("/admin/audit")
  await expect(page.getByText("engine.replay").first()).toBeVisible()
  await page.goto(`/admin/orders/${orderId}`)
  await expect(page.getByRole("table", { name: "Mail about this order" }).getByRole("row")).toHaveCount(2)
})

test("the overview shows the day's figures", async ({ page, store }) => {
  const { orderId } = await buy(store.origin)
  await untilComplete(store, orderId)
  await signIn(page)
  await page.goto("/admin")
  await expectAccessible(page)
  await expect(page.getByRole("table", { name: "Units by product, 30 days" })).toContainText(
    "Workflow Sticker Pack",
  )
  await expect(page.getByRole("table", { name: "Stages" })).toContainText("reserve-inventory")
})

test("a delivery note becomes stock once its lines were looked at, and the second one is reviewed anew", async ({
  page,
  request,
  store,
}) => {
  const stickers = async () => (await (await request.get("/api/stock")).json()).stock["var_sticker-pack-one"]
  const before = await stickers()
  await signIn(page)
  await page.goto("/admin/imports")
  await expectAccessible(page)
  await page.getByLabel("Or paste it").fill("sku,quantity\nINN-STICKERS,5\nINN-NOBODY,3\nINN-STICKERS,many")
  await page.getByRole("button", { name: "Read it" }).press("Enter")
  await page.waitForURL(/\/admin\/imports\/imp_/)
  const lines = page.getByRole("table", { name: "Lines of the document" })
  await expect(lines).toContainText("There is no whole number for the quantity.")
  await expectAccessible(page)
  expect(await stickers()).toBe(before)
  await page.getByRole("button", { name: "Apply one variant" }).press("Enter")
  await expect(page.getByText("Some lines have problems and would be left out.")).toBeVisible()
  await page.getByLabel("Apply the rest without the lines that have problems").press("Space")
  await page.getByRole("button", { name: "Apply one variant" }).press("Enter")
  await expect(page.getByText("one variant changed.").first()).toBeVisible({ timeout: 15_000 })
  expect(await stickers()).toBe(before + 5)

  await page.goto("/admin/imports")
  await page.getByLabel("File").setInputFiles({
    name: "count.xlsx",
    mimeType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    buffer: xlsx([
      [
        ["sku", "count"],
        ["INN-STICKERS", before],
      ],
    ]),
  })
  await page.getByLabel("What it is").selectOption("audit_count")
  await page.getByRole("button", { name: "Read it" }).press("Enter")
  await expect(page.getByText("Lines read: 1, with problems: 0")).toBeVisible()
  await page.getByRole("button", { name: "Apply one variant" }).press("Enter")
  await page.getByRole("link", { name: "See it in the ledger" }).press("Enter")
  await expect(page.getByText("Count from count.xlsx").first()).toBeVisible()
  expect(await (await fetch(`${store.origin}/api/stock`)).json()).toMatchObject({
    stock: { "var_sticker-pack-one": before },
  })
})

test("a document is handed in, looked at by its durable run, and applied as it was shown", async ({
  page,
}) => {
  await signIn(page)
  await page.goto("/admin/imports")
  await page.getByLabel("Or paste it").fill("sku,qty\nINN-BBALL-CAP,7\nINN-MUG-20OZ,3")
  await page.getByRole("button", { name: "Read it" }).press("Enter")
  await page.waitForURL(/\/admin\/imports\/imp_/)
  // The page follows the run by itself.
  await expect(page.getByText("Waits for a decision. Nothing has changed yet.")).toBeVisible({
    timeout: 15_000,
  })
  await expect(page.getByText(/Nothing on the shelf is called "INN-MUG-20OZ"/).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Apply the rest without the lines that have problems").press("Space")
  await page.getByRole("button", { name: "Apply one variant" }).press("Enter")
  await expect(page.getByText("one variant changed.").first()).toBeVisible({ timeout: 15_000 })
})
