import { StoreError } from "../../errors"
import { actorName } from "../actor"
import type { Context } from "../context"
import { newId } from "../identifiers"
import type { MovementCause, StockMovement } from "./adjustment"
import { changeStock, insertAdjustments } from "./queries"

/**
 * Moves stock and writes the ledger, all or nothing. Must run inside a transaction. Variants are taken in id
 * order, so two batches that share variants wait for each other instead of deadlocking.
 * @throws StoreError INVENTORY_UNAVAILABLE when a variant would go below zero, NOT_FOUND for an unknown variant
 */
export async function moveStock(
  tx: Context,
  cause: MovementCause,
  movements: readonly StockMovement[],
): Promise<void> {
  const inIdOrder = [...movements].sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
  const rows = []
  for (const movement of inIdOrder) {
    const changed = await changeStock(tx.db, movement.variantId, movement.quantityChange)
    if (changed === "unknown") {
      throw new StoreError("NOT_FOUND", `There is no variant ${movement.variantId}.`)
    }
    if (changed === "insufficient") {
      throw new StoreError("INVENTORY_UNAVAILABLE", `Not enough stock of ${movement.variantId}.`, {
        details: { variantId: movement.variantId },
      })
    }
    rows.push({
      id: newId("adjustment"),
      batchId: cause.batchId,
      variantId: movement.variantId,
      mode: cause.mode,
      source: cause.source,
      reason: cause.reason,
      note: movement.note ?? "",
      actor: actorName(tx.actor),
      orderId: cause.orderId ?? null,
      previousStock: changed.stock - movement.quantityChange,
      quantityChange: movement.quantityChange,
      newStock: changed.stock,
      createdAt: tx.now(),
    })
  }
  await insertAdjustments(tx.db, rows)
}
