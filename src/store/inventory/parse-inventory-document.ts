import type { DocumentRow } from "./document-row"
import { openProse } from "./read-prose"
import { HEADER_WITHIN_LINES, openTable } from "./read-table"

/** Of a document that travels in an event or in an agent's call. */
export const MAX_DOCUMENT_BYTES = 256_000

/** Reads one line after the other; what a line means may depend on those before it. */
export type LineReader = (line: string) => readonly DocumentRow[]

/**
 * The rows of a delivery note, count sheet, packing list or mail: CSV, TSV, semicolons, pasted and Markdown
 * tables, or free text. Pure; the document is data, and whatever it says beyond items and numbers is ignored. It
 * keeps no more of the document than its first lines, which tell what it is.
 */
export function* parseInventoryDocument(lines: Iterable<string>): Generator<DocumentRow> {
  const ahead = lines[Symbol.iterator]()
  const head: string[] = []
  for (let next = ahead.next(); !next.done; next = ahead.next()) {
    head.push(head.length === 0 ? next.value.replace(/^\uFEFF/, "") : next.value)
    if (head.length === HEADER_WITHIN_LINES) break
  }
  const read = openTable(head) ?? openProse()
  for (const line of head) yield* read(line)
  for (let next = ahead.next(); !next.done; next = ahead.next()) yield* read(next.value)
}

/** The text's lines, one at a time: a long document is not held twice. */
export function* linesOf(text: string): Generator<string> {
  let from = 0
  for (const { 0: end, index } of text.matchAll(/\r\n|\r|\n/g)) {
    yield text.slice(from, index)
    from = index + end.length
  }
  yield text.slice(from)
}
