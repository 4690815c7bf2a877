import { isObject } from "../protocol/op"
import { sendSignal } from "../steps/wait-for-signal"
import type { Handler } from "./api"
import { readJson, refusal } from "./api-request"

/** `POST /v1/signals`: gives a signal to the step that waits for it; 404 when none does. */
export const postSignal: Handler = async ({ context }, request) => {
  const body = await readJson(request)
  if (!isObject(body) || typeof body.signal !== "string") return refusal(400, "Name the signal to send.")
  const runId = await sendSignal(context, body.signal, body.data)
  return runId
    ? { status: 200, body: { data: { run_id: runId } } }
    : refusal(404, "Nobody waits for this signal.")
}
