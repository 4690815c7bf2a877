import { isTokenTopic, signRealtimeToken } from "../realtime/token"
import type { Handler } from "./api"
import { parseJson, readJson, refusal } from "./api-request"

/** `POST /v1/realtime/publish?channel&topic&run_id`: hands a message to whoever listens now. */
export const postPublish: Handler = async ({ bus }, request) => {
  const { searchParams } = request.url
  const topics = searchParams.getAll("topic")
  if (topics.length === 0) return refusal(400, "Name the topic to publish to.")
  const text = await request.text()
  const runId = searchParams.get("run_id")
  const message = {
    channel: searchParams.get("channel") ?? "",
    data: parseJson(text) ?? text,
    createdAt: new Date().toISOString(),
    ...(runId ? { runId } : {}),
  }
  bus.publish(topics.map((topic) => ({ ...message, topic })))
  return { status: 200, body: null }
}

/** `POST /v1/realtime/token`: a token for a minute, for the channels and topics named. */
export const postToken: Handler = async ({ realtimeKey }, request) => {
  const body = await readJson(request)
  if (!Array.isArray(body) || body.length === 0 || !body.every(isTokenTopic)) {
    return refusal(400, "Name the channels and topics to subscribe to.")
  }
  return { status: 201, body: { jwt: signRealtimeToken(body, realtimeKey, Date.now()) } }
}
