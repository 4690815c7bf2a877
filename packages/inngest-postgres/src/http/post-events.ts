import { acceptEvents } from "../events/accept-events"
import { EventRefused, readEvents } from "../events/incoming-event"
import { stepEventSeed } from "../events/step-event-seed"
import type { Handler } from "./api"
import { readJson, refusal } from "./api-request"

/** `POST /e/:key`: stores events. The answer is sent once they, and the runs they start, are committed. */
export const postEvents: Handler = async ({ context }, request) => {
  try {
    const body = await readJson(request)
    if (body === undefined) return refusal(400, "The body is not JSON.")
    const stepSeed = await stepEventSeed(context, request.header("tracestate"), body)
    const events = readEvents(body, stepSeed ?? request.header("x-inngest-event-id-seed"), Date.now())
    await acceptEvents(context, events)
    return { status: 200, body: { ids: events.map((event) => event.id), status: 200 } }
  } catch (error) {
    if (error instanceof EventRefused) return refusal(error.status, error.message)
    throw error
  }
}
