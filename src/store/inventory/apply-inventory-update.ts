import { StoreError } from "../../errors"
import { actorName } from "../actor"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { answerOnce } from "../idempotency/answer-once"
import { newId } from "../identifiers"
import type { AdjustmentRecord } from "./adjustment"
import { type InventoryPlan, type InventoryUpdate, planInventoryUpdate } from "./inventory-update"
import { moveStock } from "./move-stock"
import { listAdjustmentsOfBatch, listShelf } from "./queries"
import { tellOfStock } from "./tell-of-stock"
import { toAdjustmentRecord } from "./to-adjustment-record"

export interface AppliedInventoryUpdate {
  readonly batchId: string
  readonly adjustments: readonly AdjustmentRecord[]
}

/**
 * Applies exactly what previewInventoryUpdate shows, in one transaction through the ledger. With an idempotency
 * key, a repetition gets the first answer.
 * @throws StoreError VALIDATION_ERROR listing every problem of the plan or a missing reason; CONFLICT when a stock
 * is not the expected one, or the key was used for another update; INVENTORY_UNAVAILABLE when it would go below
 * zero; FORBIDDEN over the caller's daily limit
 */
export async function applyInventoryUpdate(
  ctx: Context,
  update: InventoryUpdate,
): Promise<AppliedInventoryUpdate> {
  const { idempotencyKey, ...input } = update
  if (idempotencyKey === undefined) return inTransaction(ctx, (tx) => apply(tx, input))
  const scope = `inventory-update:${actorName(ctx.actor)}`
  return answerOnce(ctx, { scope, key: idempotencyKey, input }, (tx) => apply(tx, input))
}

async function apply(tx: Context, update: InventoryUpdate): Promise<AppliedInventoryUpdate> {
  // The day's spending is locked before the variants, as orders lock them.
  await tx.allowance?.spend(tx, {})
  const plan = planInventoryUpdate(update, await listShelf(tx.db, update.items, { lock: true }))
  requireApplicable(plan)
  const changed = plan.items.reduce((sum, item) => sum + Math.abs(item.quantityChange), 0)
  await tx.allowance?.spend(tx, { stockUnits: changed })
  const batchId = newId("batch")
  const cause = {
    batchId,
    mode: plan.mode,
    source: plan.source || actorName(tx.actor),
    reason: plan.reason,
  }
  await moveStock(
    tx,
    cause,
    plan.items.map(({ variantId, quantityChange, note }) => ({ variantId, quantityChange, note })),
  )
  const told = { key: batchId, source: plan.mode, reason: plan.reason, causeId: batchId }
  await tellOfStock(tx, told, plan.items)
  await recordAudit(tx, {
    action: `inventory.${plan.mode}`,
    subject: batchId,
    before: stockOf(plan, "previousStock"),
    after: { reason: plan.reason, variants: plan.items.length, ...stockOf(plan, "newStock") },
  })
  return { batchId, adjustments: (await listAdjustmentsOfBatch(tx.db, batchId)).map(toAdjustmentRecord) }
}

/** The ledger has every row; the log shows the first of a long batch. */
const SHOWN_ITEMS = 50

function stockOf(plan: InventoryPlan, which: "previousStock" | "newStock") {
  const shown = plan.items.slice(0, SHOWN_ITEMS)
  return { stock: Object.fromEntries(shown.map((item) => [item.variantId, item[which]])) }
}

function requireApplicable(plan: InventoryPlan): void {
  if (!plan.reason) {
    throw new StoreError("VALIDATION_ERROR", "reason: say why the stock changes; it stands in the ledger.", {
      details: { issues: [{ field: "reason", message: "Required to apply." }] },
    })
  }
  const [first, ...rest] = plan.issues.filter((issue) => issue.severity === "error")
  if (!first) return
  const stale = [first, ...rest].every((issue) => issue.stale)
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : ""
  throw new StoreError(stale ? "CONFLICT" : "VALIDATION_ERROR", `items: ${first.message}${more}`, {
    userAction: stale
      ? "Preview the update again and apply it against the stock that it shows."
      : "Call preview_inventory_update, correct the items that it names, and apply again.",
    details: {
      issues: [first, ...rest].slice(0, 20).map(({ message, item }) => ({ field: "items", message, item })),
    },
  })
}
