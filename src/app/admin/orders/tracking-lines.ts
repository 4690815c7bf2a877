import { ORDER_ID } from "@/store/identifiers"

export interface TrackingLine {
  readonly line: number
  readonly orderId: string
  readonly tracking: string
  /** What is wrong with the line as it stands. */
  readonly problem?: string
}

const MOST = 500
const HEADER = /^"?(order|order_id|id)"?[,;\t]/i

/** Pasted or exported lines `order, number`: commas, semicolons, tabs or spaces between, a header or none. */
export function readTrackingLines(text: string): TrackingLine[] {
  const seen = new Set<string>()
  const lines: TrackingLine[] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const content = raw.trim()
    if (content === "" || (index === 0 && HEADER.test(content))) continue
    const [orderId = "", tracking = ""] = content.split(/[,;\t ]+/).map((cell) => cell.replaceAll('"', ""))
    const problem = problemOf(orderId, tracking, seen)
    seen.add(orderId)
    lines.push({ line: index + 1, orderId, tracking, ...(problem ? { problem } : {}) })
    if (lines.length === MOST) break
  }
  return lines
}

function problemOf(orderId: string, tracking: string, seen: ReadonlySet<string>): string | undefined {
  if (!ORDER_ID.test(orderId)) return "The line does not begin with an order's id."
  if (!/^[\w-]{4,60}$/.test(tracking)) return "The tracking number has 4 to 60 letters, digits and dashes."
  if (seen.has(orderId)) return "The order stands in an earlier line too."
  return undefined
}
