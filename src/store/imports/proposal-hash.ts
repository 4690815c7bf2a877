import { createHash } from "node:crypto"
import { type ImportItem, reasonOf } from "./import-run"

export interface ProposalHash {
  add(items: readonly ImportItem[]): void
  digest(): string
}

/** Taken over the items in the order of their ids, a page at a time: the same proposal has the same hash. */
export function openProposalHash(run: { readonly mode: string; readonly sourceName: string }): ProposalHash {
  const hash = createHash("sha256").update(JSON.stringify([run.mode, run.sourceName, reasonOf(run)]))
  return {
    add(items) {
      for (const { variantId, expectedStock, newStock, note } of items) {
        hash.update(`\n${JSON.stringify([variantId, expectedStock, newStock, note])}`)
      }
    },
    digest: () => hash.digest("hex"),
  }
}
