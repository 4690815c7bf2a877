import type { Context } from "../context"
import type { Stage } from "./order"
import { advanceStage, findOrder } from "./queries"
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
 * @throws StoreError NOT_FOUND
 */
export async function recordStage(
  ctx: Context,
  orderId: string,
  stage: Stage,
  progress: StageProgress,
): Promise<void> {
  const at = ctx.now()
  const advanced = await advanceStage(
    ctx.db,
    { orderId, stage },
    changeOf(progress, at),
    textOf(stage, progress),
    at,
  )
  if (!advanced) requireOrder(await findOrder(ctx.db, orderId), orderId)
}

function changeOf(progress: StageProgress, at: Date): Parameters<typeof advanceStage>[2] {
  switch (progress.status) {
    case "running":
      return { status: "running", startedAt: at, countAttempt: true }
    case "complete":
      return { status: "complete", finishedAt: at, error: null }
    case "retrying":
      return { error: progress.error }
    case "failed":
      return { status: "failed", finishedAt: at, error: progress.error }
  }
}

/** That a stage has begun is not worth a line. */
function textOf(stage: Stage, { status }: StageProgress): string | null {
  if (status === "running") return null
  return `step.run("${stage}") ${status === "retrying" ? "will be retried" : status}`
}
