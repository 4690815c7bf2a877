import { afterEach, beforeEach, expect, it } from "vitest"
import { describeOnEveryDatabase } from "../../tests/support/databases"
import { startVendor, type VendorServer } from "../../tests/support/vendor-server"
import type { DatabaseHandle } from "../database"
import { SHEET_COLUMNS } from "../store/orders/sheet-row"
import { createGoogleSheet } from "./google-sheet"
import { createLogger } from "./logger"
import { createTableSheet } from "./table-sheet"
import { createVault } from "./vault"

/** The sheet as Google keeps it: rows of text. */
let rows: string[][]
let google: VendorServer
let database: DatabaseHandle

beforeEach(async () => {
  rows = [[...SHEET_COLUMNS]]
  google = await startVendor(({ url, body }) => {
    const path = decodeURIComponent(url.pathname)
    if (path.endsWith(":append")) {
      expect(url.searchParams.get("valueInputOption")).toBe("RAW")
      rows.push(...(JSON.parse(body) as { values: string[][] }).values)
      return {}
    }
    if (path.endsWith("values:batchUpdate")) {
      const update = JSON.parse(body) as {
        valueInputOption: string
        data: { range: string; values: string[][] }[]
      }
      expect(update.valueInputOption).toBe("RAW")
      for (const { range, values } of update.data) {
        const row = Number(/!A(\d+):R\d+$/.exec(range)?.[1])
        rows[row - 1] = values[0] ?? []
      }
      return {}
    }
    return { values: [rows.map(([id]) => id ?? "")] }
  })
})
afterEach(async () => {
  await google.close()
  await database.close()
})

const row = (id: string, status = "pending") =>
  SHEET_COLUMNS.map((column) => (column === "order_id" ? id : column === "status" ? status : ""))
const ids = () => rows.slice(1).map(([id]) => id)

describeOnEveryDatabase("the Google Sheet", (open) => {
  async function openSheet() {
    database = await open()
    const vault = createVault([Buffer.alloc(32, 1)])
    return createGoogleSheet(
      createTableSheet(database.db, vault),
      database.db,
      vault,
      { spreadsheetId: "sheet", sheetName: "Orders", token: async () => "token", baseUrl: google.origin },
      createLogger("silent"),
    )
  }

  it("gets one row per order, and the same row again when the order changes", async () => {
    const sheet = await openSheet()
    expect(await sheet.record(row("ord_1"))).toEqual({ via: "google-sheets" })
    await sheet.record(row("ord_2"))
    rows.splice(1, 0, ["a row that someone put in by hand"])
    await sheet.record(row("ord_1", "shipped"))
    expect(ids()).toEqual(["a row that someone put in by hand", "ord_1", "ord_2"])
    expect(rows[2]).toEqual(row("ord_1", "shipped"))
    expect(google.calls.every(({ headers }) => headers.authorization === "Bearer token")).toBe(true)
  })

  it.each(["lost", "garbage"] as const)(
    "is not written twice when the answer to an append is %s",
    async (fault) => {
      const sheet = await openSheet()
      google.fail("well", fault)
      expect(await sheet.record(row("ord_1"))).toEqual({ via: "table" })
      expect(ids()).toEqual(["ord_1"])
      await sheet.flush()
      await sheet.record(row("ord_1", "fulfilled"))
      expect(rows.slice(1)).toEqual([row("ord_1", "fulfilled")])
    },
  )

  it("lets orders go on while Google is down, and takes what has waited in three calls", async () => {
    const sheet = await openSheet()
    google.fail(...Array.from({ length: 30 }, () => ({ status: 429 })))
    for (let index = 0; index < 30; index++) {
      expect(await sheet.record(row(`ord_${index}`))).toEqual({ via: "table" })
    }
    const before = google.calls.length
    expect(await sheet.flush()).toBe(30)
    expect(google.calls.length - before).toBeLessThanOrEqual(3)
    expect(new Set(ids()).size).toBe(30)
    expect(await sheet.flush()).toBe(0)
  })

  it("gets back a row that someone deleted by hand, though not one that has stood for weeks", async () => {
    const sheet = await openSheet()
    for (const id of ["ord_1", "ord_2", "ord_3"]) await sheet.record(row(id))
    await database.sql.query(
      "update sheet_rows set updated_at = now() - interval '15 days' where order_id = 'ord_3'",
    )
    rows.splice(2, 2)
    expect(ids()).toEqual(["ord_1"])
    expect(await sheet.lookForGone?.()).toBe(1)
    expect(await sheet.flush()).toBe(1)
    expect(ids()).toEqual(["ord_1", "ord_2"])
    expect(await sheet.lookForGone?.()).toBe(0)
  })

  it("is brought over once by two processes at the same time", async () => {
    const sheet = await openSheet()
    google.fail({ status: 503 })
    await sheet.record(row("ord_1"))
    await Promise.all([sheet.flush(), sheet.flush()])
    expect(ids()).toEqual(["ord_1"])
  })
})
