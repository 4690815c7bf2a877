import type { Context } from "../context"
import { insertOutbox } from "../outbox/queries"
import { listUnheard } from "./queries"

const HEARD_WITHIN_MS = 2 * 60_000

/** Tells the workflow again of approvals that it has not acted on, as when one came before it was listening. */
export async function repeatDecisions(ctx: Context): Promise<{ readonly repeated: number }> {
  const runs = await listUnheard(ctx.db, new Date(ctx.now().getTime() - HEARD_WITHIN_MS))
  for (const { id } of runs) {
    await insertOutbox(ctx.db, {
      id: `import.decided:${id}:${Math.floor(ctx.now().getTime() / HEARD_WITHIN_MS)}`,
      name: "admin/inventory.import.decided",
      payload: { importRunId: id, approve: true },
      createdAt: ctx.now(),
    })
  }
  return { repeated: runs.length }
}
