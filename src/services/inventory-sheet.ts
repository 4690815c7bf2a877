import type { InventorySheet } from "../store/ports"
import { callVendor, readVendorJson } from "./call-vendor"
import { toCsv } from "./csv"

/**
 * A tab of a Google Sheet in which people keep the stock, as a document to be imported.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values/get
 */
export function createInventorySheet(
  options: {
    readonly spreadsheetId: string
    readonly sheetName: string
    /** An OAuth access token for the spreadsheets scope. */
    readonly token: () => Promise<string>
    readonly baseUrl?: string
  },
  send: typeof fetch = fetch,
): InventorySheet {
  const base = `${options.baseUrl ?? "https://sheets.googleapis.com"}/v4/spreadsheets/${encodeURIComponent(options.spreadsheetId)}/values`
  const range = encodeURIComponent(`'${options.sheetName.replaceAll("'", "''")}'`)
  return {
    name: options.sheetName,
    async read() {
      const response = await callVendor(
        "Google Sheets",
        `${base}/${range}?majorDimension=ROWS`,
        { headers: { authorization: `Bearer ${await options.token()}` } },
        send,
      )
      const { values = [] } = await readVendorJson<{ values?: unknown[][] }>("Google Sheets", response)
      const [header = [], ...rows] = values.map((row) => row.map((cell) => String(cell ?? "")))
      return toCsv(header, rows)
    },
  }
}
