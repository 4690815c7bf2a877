import { afterEach, beforeEach, expect, it } from "vitest"
import { startVendor, type VendorServer } from "../../tests/support/vendor-server"
import { createInventorySheet } from "./inventory-sheet"

let values: unknown[][] | undefined
let google: VendorServer
beforeEach(async () => {
  google = await startVendor(() => (values ? { values } : {}))
})
afterEach(() => google.close())

const open = () =>
  createInventorySheet({
    spreadsheetId: "id of it",
    sheetName: "Bob's stock",
    token: async () => "token",
    baseUrl: google.origin,
  })

it("is read whole, as CSV, with the token", async () => {
  values = [["sku", "quantity"], ["INN-STICKERS", 12], ['He said "two"', "3,5"], ["short"]]
  expect(await open().read()).toBe('sku,quantity\r\nINN-STICKERS,12\r\n"He said ""two""","3,5"\r\nshort\r\n')
  const [call] = google.calls
  expect(decodeURIComponent(call?.url.pathname ?? "")).toBe("/v4/spreadsheets/id of it/values/'Bob''s stock'")
  expect(call?.headers.authorization).toBe("Bearer token")
})

it("that is empty has no rows", async () => {
  values = undefined
  expect((await open().read()).trim()).toBe("")
})

it.each([429, 500, "lost", "garbage"] as const)(
  "that answers with %s is to be tried again",
  async (fault) => {
    values = [["sku"]]
    google.fail(...Array.from({ length: 5 }, () => (typeof fault === "number" ? { status: fault } : fault)))
    await expect(open().read()).rejects.toMatchObject({ type: "SERVICE_UNAVAILABLE" })
  },
)
