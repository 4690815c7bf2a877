import { StoreError } from "../../errors"
import { recordAudit } from "../audit/record-audit"
import { type Context, inTransaction } from "../context"
import { lockProduct, setArchived } from "./desk-queries"

/**
 * Takes a product out of the shop, or puts it back. Its stock, history and orders stay as they are.
 * @throws StoreError NOT_FOUND
 */
export async function archiveProduct(
  ctx: Context,
  input: { readonly productId: string; readonly archived: boolean },
): Promise<void> {
  const { productId, archived } = input
  await inTransaction(ctx, async (tx) => {
    const before = await lockProduct(tx.db, productId)
    if (!before) throw new StoreError("NOT_FOUND", `There is no product ${productId}.`)
    await setArchived(tx.db, productId, archived ? tx.now() : null, tx.now())
    await recordAudit(tx, {
      action: archived ? "product.archived" : "product.restored",
      subject: productId,
      before: { archivedAt: before.archivedAt },
    })
  })
  ctx.ports.catalogChanged()
}
