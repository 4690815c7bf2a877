import type { Context } from "../context"
import { type InventoryPlan, type InventoryUpdate, planInventoryUpdate } from "./inventory-update"
import { listShelf } from "./queries"

/** What an update would do, as of now. Problems are answers here, not errors; nothing is changed. */
export async function previewInventoryUpdate(ctx: Context, update: InventoryUpdate): Promise<InventoryPlan> {
  return planInventoryUpdate(update, await listShelf(ctx.db, update.items))
}
