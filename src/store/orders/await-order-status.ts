import type { Context } from "../context"
import { waitFor } from "../wait-for"
import { findStatusRequest, type StatusRequestRow } from "./status-request-queries"

/** Waits until the workflow has answered, at most this long; what stands then is the answer. */
export async function awaitOrderStatus(
  ctx: Context,
  requestId: string,
  patienceMs = 8_000,
): Promise<Pick<StatusRequestRow, "state" | "message">> {
  const request = await waitFor(
    () => findStatusRequest(ctx.db, requestId),
    (seen) => Boolean(seen?.answeredAt),
    patienceMs,
  )
  return { state: request?.state ?? "asked", message: request?.message ?? null }
}
