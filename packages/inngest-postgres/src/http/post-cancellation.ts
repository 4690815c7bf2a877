import { ulid } from "ulid"
import { readExpression } from "../expressions/evaluate"
import { isObject } from "../protocol/op"
import { cancelRuns } from "../runs/cancel-runs"
import type { Handler } from "./api"
import { readJson, refusal } from "./api-request"

/** `POST /v1/cancellations`: cancels many runs of one function. It answers when they are cancelled. */
export const postCancellation: Handler = async ({ context }, request) => {
  const body = await readJson(request)
  if (!isObject(body) || typeof body.app_id !== "string" || typeof body.function_id !== "string") {
    return refusal(400, "Name the app_id and the function_id.")
  }
  const functionId = `${body.app_id}-${body.function_id}`
  if (!context.registry.get(functionId)) return refusal(404, `There is no function "${functionId}".`)
  const after = readTime(body.started_after)
  const before = readTime(body.started_before)
  if (!after || !before) {
    return refusal(400, "Give started_after and started_before as times, like 2026-11-23T08:00:00Z.")
  }
  let expression: string | null
  try {
    expression = readExpression(body.if)
  } catch (error) {
    return refusal(400, (error as Error).message)
  }
  const cancelled = await cancelRuns(context, { functionId, after, before, expression })
  const { app_id, function_id, started_after, started_before } = body
  const data = { id: ulid(), app_id, function_id, started_after, started_before, if: expression, cancelled }
  return { status: 201, body: { data } }
}

function readTime(value: unknown): Date | null {
  const time = new Date(typeof value === "string" ? value : Number.NaN)
  return Number.isNaN(time.getTime()) ? null : time
}
