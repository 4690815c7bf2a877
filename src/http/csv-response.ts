import { toCsv } from "../services/csv"
import { asText } from "../store/orders/sheet-row"

/** Rows as a file to save, `name-2026-03-04.csv`. No cell can be read as a formula, whatever someone typed into it. */
export function csvResponse(
  name: string,
  now: Date,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): Response {
  const safe = rows.map((row) => row.map(asText))
  return new Response(toCsv(header, safe), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.csv"`,
    },
  })
}
