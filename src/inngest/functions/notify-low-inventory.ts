import { cron, eventType, staticSchema } from "inngest"
import type { z } from "zod"
import type { Context } from "../../store/context"
import type { inventoryChangedSchema } from "../../store/events"
import { notifyLowStock } from "../../store/inventory/notify-low-stock"
import type { Inngest } from "../client"

/** After every change of stock, and once a day: what runs out, told once per drop. */
export function notifyLowInventory(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    {
      id: "notify-low-inventory",
      triggers: [
        eventType("store/inventory.changed", {
          schema: staticSchema<z.infer<typeof inventoryChangedSchema>>(),
        }),
        cron("0 9 * * *"),
      ],
      // One at a time, so that no two tell of the same drop.
      concurrency: 1,
    },
    ({ step }) => step.run("notify-low-stock", () => notifyLowStock(ctx)),
  )
}
