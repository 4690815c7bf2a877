import { createHash } from "node:crypto"
import { eventType, NonRetriableError, staticSchema } from "inngest"
import type { z } from "zod"
import { ERRORS, StoreError } from "../../errors"
import type { Context } from "../../store/context"
import type { inventoryImportRequestedSchema } from "../../store/events"
import { importSheet } from "../../store/imports/import-sheet"
import type { Inngest } from "../client"

type Request = z.infer<typeof inventoryImportRequestedSchema>

/** Reads the inventory sheet when asked, and hands it in like any other document. */
export function importInventorySheet(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    {
      id: "import-inventory-sheet",
      triggers: [eventType("admin/inventory.import.requested", { schema: staticSchema<Request>() })],
      onFailure: async ({ event, step }) => {
        await step.run("alert-operators", () =>
          ctx.ports.alerts.raise({
            key: `inventory-sheet:${event.data.run_id}`,
            kind: "inventory-sheet",
            message: `The inventory sheet could not be read: ${event.data.error.message}`,
          }),
        )
      },
    },
    async ({ event, step }) =>
      step.run("read-sheet", async () => {
        const actor = { kind: "admin", email: event.data.actorEmail, role: "operator" } as const
        const importRunId = `imp_${createHash("sha256")
          .update(event.id ?? "")
          .digest("hex")
          .slice(0, 26)}`
        try {
          return await importSheet({ ...ctx, actor }, importRunId)
        } catch (error) {
          if (!(error instanceof StoreError) || ERRORS[error.type].retryable) throw error
          throw new NonRetriableError(`${error.message} ${error.userAction}`)
        }
      }),
  )
}
