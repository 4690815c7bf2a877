/** A line of a delivery note, count sheet or mail, as far as it could be read. Nothing is matched yet. */
export interface DocumentRow {
  /** Counted from 1, in the document as it was sent. */
  readonly line: number
  /** The line itself, shortened. */
  readonly text: string
  readonly variantId: string
  readonly productId: string
  readonly sku: string
  /** What the thing is called, in the document's words. */
  readonly item: string
  readonly size: string
  readonly color: string
  /** Null when there is no whole number where one belongs. */
  readonly quantity: number | null
  readonly note: string
  /** From a table's cell or beside a sku: if it can't be matched, something is missing. */
  readonly certain: boolean
  /** From a line of free text, which may say anything. */
  readonly prose?: boolean
}

export const EMPTY_ROW: Omit<DocumentRow, "line" | "text" | "certain"> = {
  variantId: "",
  productId: "",
  sku: "",
  item: "",
  size: "",
  color: "",
  quantity: null,
  note: "",
}

/** "1,200", "12 pcs" and "12.0" are whole numbers; "1.5", "n/a" and "" are not. */
export function readUnits(cell: string): number | null {
  const [, digits] =
    cell.trim().match(/^([-–−]?\d{1,3}(?:[,' ]\d{3})+|[-–−]?\d{1,9})(?:[.,]0+)?\s*(?:[a-z.]+)?$/i) ?? []
  return digits === undefined ? null : Number(digits.replace(/[,' ]/g, "").replace(/[–−]/, "-"))
}

export function shorten(text: string): string {
  const line = text.trim().replace(/\s+/g, " ")
  return line.length > 200 ? `${line.slice(0, 199)}…` : line
}
