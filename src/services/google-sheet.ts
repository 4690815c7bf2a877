import { and, asc, eq, gt, inArray, isNull, lt, or } from "drizzle-orm"
import type { Database } from "../store/context"
import { SHEET_COLUMNS } from "../store/orders/sheet-row"
import type { OrderSheet, Vault } from "../store/ports"
import type { Backlog } from "./backlog"
import { callVendor, readVendorJson } from "./call-vendor"
import type { Logger } from "./logger"
import { sheetRows } from "./tables"

export interface SheetOptions {
  readonly spreadsheetId: string
  readonly sheetName: string
  /** An OAuth access token for the spreadsheets scope. */
  readonly token: () => Promise<string>
  readonly baseUrl?: string
}

const CLAIM_MS = 60_000
const BATCH = 200
/** Rows that have not changed for longer are the packers' own: they may clear them away. */
const LOOKED_AFTER_MS = 14 * 24 * 60 * 60 * 1000
const LAST_COLUMN = String.fromCharCode("A".charCodeAt(0) + SHEET_COLUMNS.length - 1)

interface Claimed {
  readonly orderId: string
  readonly writes: number
  readonly cells: string[]
}

/**
 * The table's rows in a Google Sheet. Orders don't wait for Google: the table has the row, and what Google has not
 * taken is brought over later, in batches of three calls however many rows there are. The sheet is asked where each
 * order stands before anything is written, so a call whose answer was lost is not done twice, rows that people
 * moved are found, and rows that they deleted come back.
 * @see https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets.values
 */
export function createGoogleSheet(
  table: OrderSheet,
  db: Database,
  vault: Vault,
  options: SheetOptions,
  logger: Logger,
  send: typeof fetch = fetch,
): OrderSheet & Backlog {
  const base = `${options.baseUrl ?? "https://sheets.googleapis.com"}/v4/spreadsheets/${encodeURIComponent(options.spreadsheetId)}/values`
  const range = (cells: string) => `'${options.sheetName.replaceAll("'", "''")}'!${cells}`

  async function call<Body>(path: string, body?: object): Promise<Body> {
    const response = await callVendor(
      "Google Sheets",
      `${base}${path}`,
      {
        method: body ? "POST" : "GET",
        headers: { authorization: `Bearer ${await options.token()}`, "content-type": "application/json" },
        ...(body ? { body: JSON.stringify(body) } : {}),
      },
      send,
    )
    return readVendorJson<Body>("Google Sheets", response)
  }

  async function readIds(): Promise<string[]> {
    const column = await call<{ values?: string[][] }>(
      `/${encodeURIComponent(range("A:A"))}?majorDimension=COLUMNS`,
    )
    return column.values?.[0] ?? []
  }

  async function write(rows: readonly Claimed[]): Promise<void> {
    const ids = await readIds()
    const known = rows.filter(({ orderId }) => ids.includes(orderId))
    const fresh = rows.filter(({ orderId }) => !ids.includes(orderId))
    // RAW: whatever the cells hold, Google takes it as text and never as a formula.
    if (known.length > 0) {
      await call(":batchUpdate", {
        valueInputOption: "RAW",
        data: known.map(({ orderId, cells }) => {
          const row = ids.indexOf(orderId) + 1
          return { range: range(`A${row}:${LAST_COLUMN}${row}`), values: [cells] }
        }),
      })
    }
    if (fresh.length > 0) {
      await call(
        `/${encodeURIComponent(range(`A:${LAST_COLUMN}`))}:append?valueInputOption=RAW&insertDataOption=INSERT_ROWS`,
        { values: fresh.map(({ cells }) => cells) },
      )
    }
  }

  const flush = async (): Promise<number> => {
    const rows = await claim(db, vault)
    if (rows.length === 0) return 0
    try {
      await write(rows)
    } catch (error) {
      await settle(db, rows, false)
      throw error
    }
    await settle(db, rows, true)
    return rows.length
  }

  return {
    name: "rows for the Google Sheet",
    flush,
    async lookForGone() {
      const here = new Set(await readIds())
      return bringBack(db, (orderId) => !here.has(orderId))
    },
    async record(row) {
      await table.record(row)
      try {
        await flush()
        return { via: "google-sheets" }
      } catch (error) {
        logger.warn({ err: error }, "row not in the Google Sheet yet")
        return { via: "table" }
      }
    },
  }
}

/** Takes rows for this process for a minute, so that no two bring over the same one. */
async function claim(db: Database, vault: Vault): Promise<Claimed[]> {
  const now = new Date()
  const due = db
    .select({ orderId: sheetRows.orderId })
    .from(sheetRows)
    .where(
      and(
        lt(sheetRows.synced, sheetRows.writes),
        or(isNull(sheetRows.claimedUntil), lt(sheetRows.claimedUntil, now)),
      ),
    )
    .orderBy(asc(sheetRows.createdAt))
    .limit(BATCH)
    .for("update", { skipLocked: true })
  const rows = await db
    .update(sheetRows)
    .set({ claimedUntil: new Date(now.getTime() + CLAIM_MS) })
    .where(inArray(sheetRows.orderId, due))
    .returning()
  return rows
    .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
    .map(({ orderId, writes, row }) => ({
      orderId,
      writes,
      cells: JSON.parse(vault.open(row, orderId)) as string[],
    }))
}

/** Rows of the last weeks that Google had taken and that are gone count as never taken, so that the next flush writes them. */
async function bringBack(db: Database, isGone: (orderId: string) => boolean): Promise<number> {
  const taken = await db
    .select({ orderId: sheetRows.orderId })
    .from(sheetRows)
    .where(
      and(
        eq(sheetRows.synced, sheetRows.writes),
        gt(sheetRows.updatedAt, new Date(Date.now() - LOOKED_AFTER_MS)),
      ),
    )
  const gone = taken.map(({ orderId }) => orderId).filter(isGone)
  for (let index = 0; index < gone.length; index += BATCH) {
    await db
      .update(sheetRows)
      .set({ synced: 0 })
      .where(inArray(sheetRows.orderId, gone.slice(index, index + BATCH)))
  }
  return gone.length
}

/** Lets go of the rows; those that arrived are up to date unless they were written again meanwhile. */
async function settle(db: Database, rows: readonly Claimed[], arrived: boolean): Promise<void> {
  for (const { orderId, writes } of rows) {
    await db
      .update(sheetRows)
      .set({ claimedUntil: null, ...(arrived ? { synced: writes } : {}) })
      .where(eq(sheetRows.orderId, orderId))
  }
}
