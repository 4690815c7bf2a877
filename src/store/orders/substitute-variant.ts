import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { lineLabel } from "../cart/cart"
import { findVariantWithProduct } from "../catalog/queries"
import { type Context, inTransaction } from "../context"
import { newId } from "../identifiers"
import { holdStock } from "../inventory/hold-stock"
import { moveStock } from "../inventory/move-stock"
import { deleteHolds, findOrderMovements, insertHolds, listShelf } from "../inventory/queries"
import { tellOfStock } from "../inventory/tell-of-stock"
import { insertOutbox } from "../outbox/queries"
import { isFinal } from "./order"
import {
  insertOrderEvent,
  listOrderLines,
  lockOrder,
  type OrderLineRow,
  updateOrder,
  updateOrderLine,
} from "./queries"
import { requireOrder } from "./require-order"

export interface Substitution {
  readonly orderId: string
  /** The line's variant as the person saw it. */
  readonly insteadOf: string
  readonly variantId: string
  /** The piece that was ordered is not on the shelf: it is counted out, with its row in the ledger. */
  readonly missing: boolean
}

/**
 * Sends another size or colour of the same product for a line of an order that has not shipped, at the same price:
 * the new piece is taken, the old one goes back. One transaction; the sheet and the buyer's letter follow in the
 * workflow `correct-order`.
 * @throws StoreError NOT_FOUND; CONFLICT when the order has shipped or its line is another by now;
 * VALIDATION_ERROR for another product; INVENTORY_UNAVAILABLE when too few are free
 */
export async function substituteVariant(ctx: Context, input: Substitution): Promise<void> {
  const { orderId, insteadOf } = input
  await inTransaction(ctx, async (tx) => {
    const order = requireOrder(await lockOrder(tx.db, orderId), orderId)
    if (isFinal(order.status)) {
      throw new StoreError("CONFLICT", "The order's pieces can no longer be changed.", {
        userAction: `The order is ${order.status}.`,
      })
    }
    const lines = await listOrderLines(tx.db, [orderId])
    const line = lines.find(({ variantId }) => variantId === insteadOf)
    if (!line) {
      throw new StoreError("CONFLICT", "Someone has changed this line since you opened the order.", {
        userAction: "Look at the order as it is now.",
      })
    }
    const wanted = await requireSibling(tx, line, input.variantId)
    const replaced = { ...line, variantId: wanted.variantId, size: wanted.size, color: wanted.color }
    await exchangeStock(tx, lines, line, replaced)
    if (input.missing) await countOut(tx, line)
    await updateOrderLine(tx.db, line, {
      variantId: replaced.variantId,
      size: replaced.size,
      color: replaced.color,
    })
    await updateOrder(tx.db, orderId, {}, tx.now())
    const [now, before] = [lineLabel(line.productName, replaced), lineLabel(line.productName, line)]
    await insertOrderEvent(tx.db, {
      orderId,
      kind: "substituted",
      text: `${now} goes out instead of ${before}`,
      at: tx.now(),
    })
    await announce(tx, orderId, [line, wanted])
    await recordAudit(tx, {
      action: "order.substituted",
      subject: orderId,
      before: { variantId: insteadOf, quantity: line.quantity },
      after: { variantId: wanted.variantId, missing: input.missing },
    })
  })
}

async function requireSibling(tx: Context, line: OrderLineRow, variantId: string) {
  const wanted = await findVariantWithProduct(tx.db, variantId)
  if (!wanted) throw new StoreError("NOT_FOUND", `There is no variant ${variantId}.`)
  if (wanted.productId !== line.productId || variantId === line.variantId) {
    throw new StoreError("VALIDATION_ERROR", "Choose another size or colour of the same product.", {
      userAction: "For another product, cancel the order and place a new one.",
    })
  }
  return wanted
}

/** A reservation is given back and taken anew; a checkout's hold is exchanged; without either there is nothing to move. */
async function exchangeStock(
  tx: Context,
  lines: readonly OrderLineRow[],
  line: OrderLineRow,
  replaced: OrderLineRow,
): Promise<void> {
  const { orderId } = line
  const movements = await findOrderMovements(tx.db, orderId)
  const known = [...lines, ...movements].some(({ variantId }) => variantId === replaced.variantId)
  if (known) {
    throw new StoreError("CONFLICT", "This size is or was in the order already.", {
      userAction: "Choose another one, or cancel the order and place a new one.",
    })
  }
  // Both at once and in id order, as everybody locks them.
  await listShelf(
    tx.db,
    [line, replaced].map(({ variantId }) => ({ variantId })),
    { lock: true },
  )
  const held = await deleteHolds(tx.db, orderId)
  const wanted = lines.map((one) => (one === line ? replaced : one))
  const labelled = (some: readonly OrderLineRow[]) =>
    some.map((one) => ({ ...one, label: lineLabel(one.productName, one) }))
  if (movements.length === 0) {
    if (held.length > 0) await holdStock(orderId, labelled(wanted), (hold) => insertHolds(tx.db, hold))
    return
  }
  // Other checkouts' holds are theirs: the new piece is held for a moment, which says no if it is not free.
  await holdStock(orderId, labelled([replaced]), (hold) => insertHolds(tx.db, hold))
  await deleteHolds(tx.db, orderId)
  const cause = { batchId: newId("batch"), source: "order", orderId }
  await moveStock(tx, { ...cause, mode: "order_substitution", reason: "Another size or colour goes out" }, [
    { variantId: line.variantId, quantityChange: line.quantity },
  ])
  await moveStock(
    tx,
    { ...cause, mode: "order_reservation", reason: "Goes out instead of what was ordered" },
    [{ variantId: replaced.variantId, quantityChange: -replaced.quantity }],
  )
}

async function countOut(tx: Context, line: OrderLineRow): Promise<void> {
  const cause = { batchId: newId("batch"), mode: "manual_correction" as const, source: "desk" }
  await moveStock(tx, { ...cause, reason: "Missing on the shelf when an order was packed" }, [
    { variantId: line.variantId, quantityChange: -line.quantity, note: line.orderId },
  ])
}

async function announce(
  tx: Context,
  orderId: string,
  moved: readonly { readonly variantId: string }[],
): Promise<void> {
  const correctionId = newId("request")
  await insertOutbox(tx.db, {
    id: `order.corrected:${correctionId}`,
    name: "store/order.corrected",
    payload: { orderId, correctionId, what: "items" },
    createdAt: tx.now(),
  })
  const told = { key: correctionId, source: "order", reason: "order_substitution", causeId: orderId }
  await tellOfStock(tx, told, moved)
}
