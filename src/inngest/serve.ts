import { serve } from "inngest/edge"
import type { Shop } from "../wiring"
import { correctOrder } from "./functions/correct-order"
import { fulfillOrder } from "./functions/fulfill-order"
import { importInventoryDocument } from "./functions/import-inventory-document"
import { importInventorySheet } from "./functions/import-inventory-sheet"
import { notifyLowInventory } from "./functions/notify-low-inventory"
import { proveLedger } from "./functions/prove-ledger"
import { refundOrder } from "./functions/refund-order"
import { resumeOrder } from "./functions/resume-order"
import { sweep } from "./functions/sweep"
import { updateOrderStatus } from "./functions/update-order-status"

/** All of the shop's functions behind one handler: the route's, and the embedded engine's. */
export function serveFunctions(shop: Shop): (request: Request) => Promise<Response> {
  const { inngest } = shop.workflow
  const as = (id: string) => shop.contextFor({ kind: "system", id })
  return serve({
    client: inngest,
    functions: [
      fulfillOrder(inngest, as("fulfill-order")),
      updateOrderStatus(inngest, as("update-order-status")),
      correctOrder(inngest, as("correct-order")),
      refundOrder(inngest, as("refund-order")),
      resumeOrder(inngest, as("resume-order")),
      importInventoryDocument(inngest, as("import-inventory-document")),
      importInventorySheet(inngest, as("import-inventory-sheet")),
      notifyLowInventory(inngest, as("notify-low-inventory")),
      sweep(inngest, as("sweep"), shop.backlogs),
      proveLedger(inngest, as("prove-ledger")),
    ],
  })
}
