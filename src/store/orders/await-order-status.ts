import type { Context } from "../context"
import { findStatusRequest, type StatusRequestRow } from "./status-request-queries"

const LOOK_EVERY_MS = 100

/** Waits until the workflow has answered, at most this long; what stands then is the answer. */
export async function awaitOrderStatus(
  ctx: Context,
  requestId: string,
  patienceMs = 8_000,
): Promise<Pick<StatusRequestRow, "state" | "message">> {
  const patience = AbortSignal.timeout(patienceMs)
  for (;;) {
    const request = await findStatusRequest(ctx.db, requestId)
    if (request?.answeredAt || patience.aborted) {
      return { state: request?.state ?? "asked", message: request?.message ?? null }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
