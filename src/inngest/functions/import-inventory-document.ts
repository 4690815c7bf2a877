import { createHash } from "node:crypto"
import { eventType, staticSchema } from "inngest"
import type { z } from "zod"
import { ERRORS, StoreError } from "../../errors"
import type { Context } from "../../store/context"
import type { documentImportRequestedSchema } from "../../store/events"
import { applyImport } from "../../store/imports/apply-import"
import { failImport } from "../../store/imports/fail-import"
import { readImport } from "../../store/imports/read-import"
import { registerImport } from "../../store/imports/register-import"
import { adminChannel } from "../channels"
import type { Inngest } from "../client"
import { faultPoint } from "../fault-point"

type Request = z.infer<typeof documentImportRequestedSchema>

const PATIENCE = "7d"

/** A document's way into the stock: read and reviewed, put before an admin for up to a week, applied as it was shown. */
export function importInventoryDocument(inngest: Inngest, ctx: Context) {
  return inngest.createFunction(
    {
      id: "import-inventory-document",
      triggers: [eventType("admin/inventory.document_import.requested", { schema: staticSchema<Request>() })],
      onFailure: async ({ event, step }) => {
        const request = event.data.event
        const importRunId = runIdOf(request.data as Request, request.id)
        await step.run("give-up", async () => {
          await failImport(
            ctx,
            importRunId,
            "The import could not be finished. Nothing was applied; hand it in again.",
          )
          ctx.ports.workflow.importChanged(importRunId)
        })
      },
    },
    async ({ event, step }) => {
      const importRunId = runIdOf(event.data, event.id)
      const announce = async (status: string, message: string) => {
        ctx.ports.workflow.importChanged(importRunId)
        await inngest.realtime
          .publish(adminChannel.import, { importRunId, status, message, ts: ctx.now().getTime() })
          .catch(() => undefined)
      }

      const read = await step.run("read-document", async () => {
        try {
          // A run that the desk has made holds its document already.
          if (!event.data.importRunId) await registerImport(ctx, importRunId, event.data)
          const { rows, variants, problems } = await readImport(ctx, importRunId, async (rows) => {
            faultPoint("read-document:inside")
            await announce("reading", `${rows} rows read.`)
          })
          faultPoint("read-document:effect")
          const left = Object.values(problems).reduce((sum, count) => sum + count, 0)
          await announce(
            "waiting",
            `${rows} rows read, ${left} with problems; ${variants} variants would change. Waiting for an admin.`,
          )
          return true
        } catch (error) {
          if (!(error instanceof StoreError) || ERRORS[error.type].retryable) throw error
          const message = `${error.message} ${error.userAction}`
          await failImport(ctx, importRunId, message)
          await announce("failed", message)
          return false
        }
      })
      if (!read) return { importRunId, state: "failed" }

      const decision = await step.waitForEvent("wait-for-admin", {
        event: "admin/inventory.import.decided",
        if: `async.data.importRunId == "${importRunId}"`,
        timeout: PATIENCE,
      })
      const decided = await step.run("apply-import", async () => {
        if (decision === null) {
          const message = "Nobody decided within a week. Nothing was applied."
          await failImport(ctx, importRunId, message)
          return { state: "failed", message }
        }
        if (!decision.data.approve) return { state: "rejected", message: "Rejected. Nothing was applied." }
        await announce("applying", "Approved, and being applied: all of it or nothing.")
        const outcome = await applyImport(ctx, importRunId)
        faultPoint("apply-import:effect")
        return outcome
      })
      await step.run("announce", () => announce(decided.state, decided.message))
      return { importRunId, state: decided.state }
    },
  )
}

/** The desk makes the run before it sends the event; a document from elsewhere gets one that its event always finds. */
function runIdOf({ importRunId }: Request, eventId: string | undefined): string {
  return (
    importRunId ??
    `imp_${createHash("sha256")
      .update(eventId ?? "")
      .digest("hex")
      .slice(0, 26)}`
  )
}
