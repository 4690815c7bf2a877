import { StoreError } from "../../errors"
import { actorName } from "../actor"
import type { Context } from "../context"
import { newId } from "../identifiers"
import type { MovementCause, StockMovement } from "./adjustment"
import { lockVariants, moveAndRecord } from "./queries"

/** How many movements one statement takes. */
const PORTION = 2_000

/**
 * Moves stock and writes the ledger, all or nothing. Must run inside a transaction. Variants are taken in id
 * order, so two batches that share variants wait for each other instead of deadlocking. A batch that is moved in
 * several calls keeps that promise only if its calls come in id order too.
 * @throws StoreError INVENTORY_UNAVAILABLE when a variant would go below zero, NOT_FOUND for an unknown variant
 */
export async function moveStock(
  tx: Context,
  cause: MovementCause,
  movements: readonly StockMovement[],
): Promise<void> {
  const { orderId = null, ...why } = cause
  const row = { ...why, orderId, actor: actorName(tx.actor), createdAt: tx.now() }
  for (const portion of portionsOf(movements)) {
    const ids = portion.map(({ variantId }) => variantId)
    const known = ids.length > 1 ? await lockVariants(tx.db, ids) : undefined
    const moved = await moveAndRecord(
      tx.db,
      row,
      portion.map((movement) => ({ id: newId("adjustment"), note: "", ...movement })),
    )
    if (moved.length < ids.length) throw await reasonOf(tx, ids, moved, known)
  }
}

/** In id order, each variant once in a portion: what a statement changes twice, it changes once. */
function portionsOf(movements: readonly StockMovement[]): StockMovement[][] {
  const portions: StockMovement[][] = []
  const inIdOrder = [...movements].sort((a, b) => (a.variantId < b.variantId ? -1 : 1))
  for (const movement of inIdOrder) {
    const portion = portions.at(-1)
    const begins = !portion || portion.length === PORTION || portion.at(-1)?.variantId === movement.variantId
    if (begins) portions.push([movement])
    else portion.push(movement)
  }
  return portions
}

async function reasonOf(
  tx: Context,
  ids: readonly string[],
  moved: readonly string[],
  known: readonly string[] | undefined,
): Promise<StoreError> {
  const done = new Set(moved)
  const variantId = ids.find((id) => !done.has(id)) ?? ""
  if (!(known ?? (await lockVariants(tx.db, [variantId]))).includes(variantId)) {
    return new StoreError("NOT_FOUND", `There is no variant ${variantId}.`)
  }
  return new StoreError("INVENTORY_UNAVAILABLE", `Not enough stock of ${variantId}.`, {
    details: { variantId },
  })
}
