import type { EngineContext } from "../engine-context"
import { acceptEvents } from "../events/accept-events"
import { EventRefused, readEvents } from "../events/incoming-event"
import { stepEventSeed } from "../events/step-event-seed"
import { readDispatchId } from "../protocol/call-function"
import { isObject, readOps } from "../protocol/op"
import type { RealtimeMessage } from "../realtime/publish"
import { signRealtimeToken, type TokenTopic } from "../realtime/token"
import { memoOf, remember } from "../steps/memo"
import { checkpoint } from "../steps/memoize"
import { sendSignal } from "../steps/wait-for-signal"
import type { ApiAnswer, ApiRequest } from "./api-request"

export interface Api {
  context: EngineContext
  signingKey: string
  publish: (messages: RealtimeMessage[]) => Promise<void>
}

interface Route {
  method: string
  path: RegExp
  handle: (api: Api, request: ApiRequest, parameter: string) => Promise<ApiAnswer>
}

const ROUTES: readonly Route[] = [
  { method: "POST", path: /^\/e\/([^/]+)$/, handle: postEvents },
  { method: "POST", path: /^\/v1\/checkpoint\/([^/]+)\/async$/, handle: postCheckpoint },
  { method: "POST", path: /^\/v1\/signals()$/, handle: postSignal },
  { method: "POST", path: /^\/v1\/realtime\/publish()$/, handle: postPublish },
  { method: "POST", path: /^\/v1\/realtime\/token()$/, handle: postToken },
]

/** Answers what the SDK asks of Inngest's servers. Anything else is a 404 in JSON. */
export async function handleApi(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  for (const route of ROUTES) {
    const match = request.method === route.method ? route.path.exec(request.url.pathname) : null
    if (match) return route.handle(api, request, decodeURIComponent(match[1] ?? ""))
  }
  return refusal(404, "Not found.")
}

async function postEvents(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  try {
    const body = parse(await request.text())
    if (body === undefined) return refusal(400, "The body is not JSON.")
    const stepSeed = await stepEventSeed(api.context, request.header("tracestate"), body)
    const events = readEvents(body, stepSeed ?? request.header("x-inngest-event-id-seed"), Date.now())
    await acceptEvents(api.context, events)
    return { status: 200, body: { ids: events.map((event) => event.id), status: 200 } }
  } catch (error) {
    if (error instanceof EventRefused) return refusal(error.status, error.message)
    api.context.log.error({ err: error }, "Events could not be stored.")
    return refusal(500, "The events could not be stored. Send them again.")
  }
}

async function postCheckpoint(api: Api, request: ApiRequest, runId: string): Promise<ApiAnswer> {
  const body = parse(await request.text())
  const dispatch = isObject(body) ? readDispatchId(body.qi_id) : null
  if (!isObject(body) || !dispatch) return refusal(400, "A checkpoint needs the qi_id of its call.")
  const job = api.context.pump.job(dispatch.id)
  const ops = readOps(body.steps)
  if (ops.some((op) => op.op !== "StepRun")) return refusal(400, "Only steps that ran can be checkpointed.")
  const memos = ops.map((op) => memoOf(op, job?.attempt ?? 0))
  if (!(await checkpoint(api.context, runId, dispatch, memos)))
    return refusal(409, "This call's lease is lost.")
  if (job?.fence === dispatch.fence) remember(job.run, memos)
  return { status: 200, body: null }
}

async function postSignal(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  const body = parse(await request.text())
  if (!isObject(body) || typeof body.signal !== "string") return refusal(400, "Name the signal to send.")
  const runId = await sendSignal(api.context, body.signal, body.data)
  return runId
    ? { status: 200, body: { data: { run_id: runId } } }
    : refusal(404, "Nobody waits for this signal.")
}

async function postPublish(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  const { searchParams } = request.url
  const channel = searchParams.get("channel") ?? ""
  const topics = searchParams.getAll("topic")
  if (topics.length === 0) return refusal(400, "Name the topic to publish to.")
  const text = await request.text()
  const data = parse(text) ?? text
  const runId = searchParams.get("run_id")
  const createdAt = new Date().toISOString()
  await api.publish(topics.map((topic) => ({ channel, topic, data, createdAt, ...(runId ? { runId } : {}) })))
  return { status: 200, body: null }
}

async function postToken(api: Api, request: ApiRequest): Promise<ApiAnswer> {
  const body = parse(await request.text())
  const valid = (item: unknown): item is TokenTopic =>
    isObject(item) && typeof item.channel === "string" && typeof item.name === "string"
  if (!Array.isArray(body) || body.length === 0 || !body.every(valid)) {
    return refusal(400, "Name the channels and topics to subscribe to.")
  }
  return { status: 201, body: { jwt: signRealtimeToken(body, api.signingKey, Date.now()) } }
}

function refusal(status: number, error: string): ApiAnswer {
  return { status, body: { status, error } }
}

/** Undefined when the text is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
