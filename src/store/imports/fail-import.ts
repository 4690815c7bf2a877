import type { Context } from "../context"
import { advanceImportRun } from "./queries"

/** Ends a run that could not be read or was never decided; nothing of it was applied. */
export async function failImport(ctx: Context, importRunId: string, message: string): Promise<void> {
  await advanceImportRun(ctx.db, importRunId, ["reading", "waiting"], {
    state: "failed",
    message,
    updatedAt: ctx.now(),
  })
}
