#!/usr/bin/env node
// @ts-check
// Prepares a Google Sheet for orders: node scripts/setup-orders-sheet.mjs <spreadsheet-id>
import { existsSync } from "node:fs"
import { JWT } from "google-auth-library"

// The columns of src/store/orders/sheet-row.ts, in order; tests/documents.test.ts compares the two.
const COLUMNS =
  "order_id created_at email name items total_cents currency ship_address ship_city ship_state ship_zip ship_country phone status tracking notes discount_code discount_amount_cents".split(
    " ",
  )

if (existsSync(".env.local")) process.loadEnvFile(".env.local")
const spreadsheetId = process.argv[2] ?? process.env.ORDERS_SHEET_ID
const account = process.env.GOOGLE_SERVICE_ACCOUNT_JSON
const title = process.env.ORDERS_SHEET_NAME ?? "Orders"
if (!spreadsheetId || !account) {
  console.error(`Writes the header of the fulfilment sheet, bold and frozen.

  GOOGLE_SERVICE_ACCOUNT_JSON=$(base64 -w0 key.json) node scripts/setup-orders-sheet.mjs <spreadsheet-id>

Share the sheet with the service account's e-mail as an editor first.`)
  process.exit(2)
}

const { client_email: email, private_key: key } = JSON.parse(Buffer.from(account, "base64").toString("utf8"))
const client = new JWT({ email, key, scopes: ["https://www.googleapis.com/auth/spreadsheets"] })
const url = `https://sheets.googleapis.com/v4/spreadsheets/${encodeURIComponent(spreadsheetId)}`

/** @type {{ data: { sheets: { properties: { sheetId: number, title: string } }[] } }} */
const { data } = await client.request({ url: `${url}?fields=sheets.properties` })
let sheet = data.sheets.find(({ properties }) => properties.title === title)?.properties
if (!sheet) {
  const { data: added } = await batch([{ addSheet: { properties: { title } } }])
  sheet = added.replies[0].addSheet.properties
}
await client.request({
  url: `${url}/values/${encodeURIComponent(`'${title.replaceAll("'", "''")}'!A1`)}?valueInputOption=RAW`,
  method: "PUT",
  data: { values: [COLUMNS] },
})
await batch([
  {
    repeatCell: {
      range: { sheetId: sheet?.sheetId, startRowIndex: 0, endRowIndex: 1 },
      cell: { userEnteredFormat: { textFormat: { bold: true } } },
      fields: "userEnteredFormat.textFormat.bold",
    },
  },
  {
    updateSheetProperties: {
      properties: { sheetId: sheet?.sheetId, gridProperties: { frozenRowCount: 1 } },
      fields: "gridProperties.frozenRowCount",
    },
  },
])
console.log(`"${title}" has its ${COLUMNS.length} columns.`)

/** @param {object[]} requests @returns {Promise<any>} */
function batch(requests) {
  return client.request({ url: `${url}:batchUpdate`, method: "POST", data: { requests } })
}
