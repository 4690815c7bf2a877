import { type Context, inTransaction } from "../context"
import type { Stage } from "./order"
import { insertOrderEvent, listStages, lockOrder, updateOrder, updateStage } from "./queries"
import { requireOrder } from "./require-order"

export type StageProgress =
  | { readonly status: "running" }
  | { readonly status: "complete" }
  /** A failed attempt that will be tried again: the stage stays running and says so. */
  | { readonly status: "retrying"; readonly error: string }
  | { readonly status: "failed"; readonly error: string }

/**
 * Writes down how far a stage has come, for everyone who watches. `error` is public: no personal data. A stage
 * that was complete stays so, when a crash makes the engine run it again.
 */
export async function recordStage(
  ctx: Context,
  orderId: string,
  stage: Stage,
  progress: StageProgress,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    requireOrder(await lockOrder(tx.db, orderId), orderId)
    const before = (await listStages(tx.db, [orderId])).find((row) => row.stage === stage)
    if (before?.status === "complete") return
    const at = tx.now()
    switch (progress.status) {
      case "running":
        await updateStage(tx.db, orderId, stage, { status: "running", startedAt: at, countAttempt: true })
        break
      case "complete":
        await updateStage(tx.db, orderId, stage, { status: "complete", finishedAt: at, error: null })
        await insertOrderEvent(tx.db, { orderId, kind: stage, text: `step.run("${stage}") complete`, at })
        break
      case "retrying":
        await updateStage(tx.db, orderId, stage, { error: progress.error })
        await insertOrderEvent(tx.db, {
          orderId,
          kind: stage,
          text: `step.run("${stage}") will be retried`,
          at,
        })
        break
      case "failed":
        await updateStage(tx.db, orderId, stage, { status: "failed", finishedAt: at, error: progress.error })
        await insertOrderEvent(tx.db, { orderId, kind: stage, text: `step.run("${stage}") failed`, at })
    }
    await updateOrder(tx.db, orderId, {}, at)
  })
}
