import { createHash } from "node:crypto"
import type { InventoryUpdate } from "../inventory/inventory-update"

/**
 * reading: parsed and reviewed · waiting: for an admin · applying: approved · applied, rejected, failed: over
 */
export type ImportState = "reading" | "waiting" | "applying" | "applied" | "rejected" | "failed"

/** The same proposal has the same hash, whatever the database does to the order of its keys. */
export function hashProposal({ mode, source, reason, items }: InventoryUpdate): string {
  const rows = items.map(({ variantId, quantity, stock, expectedStock, note }) => [
    variantId ?? null,
    quantity ?? null,
    stock ?? null,
    expectedStock ?? null,
    note ?? null,
  ])
  return createHash("sha256")
    .update(JSON.stringify([mode, source ?? null, reason ?? null, rows]))
    .digest("hex")
}
