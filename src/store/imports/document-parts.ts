import type { Context } from "../context"
import { insertParts, listParts } from "./queries"

/** In characters: what is sealed at once. */
const PART = 192_000

/** Keeps the document of a run, sealed, in parts. */
export async function keepDocument(tx: Context, importRunId: string, text: string): Promise<void> {
  const parts: { id: string; sealed: string }[] = []
  for (let from = 0; from < text.length; ) {
    const to = endOfPart(text, from)
    const id = `${importRunId}:${String(parts.length).padStart(4, "0")}`
    parts.push({ id, sealed: tx.ports.vault.seal(text.slice(from, to), id) })
    from = to
  }
  await insertParts(tx.db, importRunId, parts)
}

/** The document of a run as it was handed in; empty once the run is over. */
export async function openDocument(ctx: Context, importRunId: string): Promise<string> {
  const parts = await listParts(ctx.db, importRunId)
  return parts.map(({ id, sealed }) => ctx.ports.vault.open(sealed, id)).join("")
}

/** Never between the two halves of one character. */
function endOfPart(text: string, from: number): number {
  const to = Math.min(from + PART, text.length)
  const last = text.charCodeAt(to - 1)
  return to < text.length && last >= 0xd800 && last <= 0xdbff ? to - 1 : to
}
