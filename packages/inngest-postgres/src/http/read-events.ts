import { getRun, listRunsOfEvent, type RunSummary } from "../runs/inspect-runs"
import type { Handler } from "./api"
import { refusal } from "./api-request"

interface EventRow {
  id: string
  payload: string
  received_at: Date
}

/** `GET /v1/events?name&limit&cursor&received_after&received_before`: the newest events. */
export const listEvents: Handler = async ({ context }, request) => {
  const { searchParams } = request.url
  const limit = Math.min(Math.max(Number(searchParams.get("limit")) || 20, 1), 100)
  const [after, before] = ["received_after", "received_before"].map((name) => searchParams.get(name))
  if ([after, before].some((time) => time && Number.isNaN(Date.parse(time)))) {
    return refusal(400, "received_after and received_before are times, like 2026-11-23T08:00:00Z.")
  }
  const { rows } = await context.db.query<EventRow>(
    `select id, payload, received_at from engine.events
     where ($1::text is null or name = $1) and ($2::text is null or id < $2)
       and ($3::timestamptz is null or received_at > $3) and ($4::timestamptz is null or received_at < $4)
     order by id desc limit $5`,
    [searchParams.get("name"), searchParams.get("cursor"), instant(after), instant(before), limit],
  )
  return answer(rows.map(eventOf))
}

function instant(time: string | null | undefined): string | null {
  return time ? new Date(time).toISOString() : null
}

/** `GET /v1/events/:id` */
export const getEvent: Handler = async ({ context }, _request, id) => {
  const { rows } = await context.db.query<EventRow>(
    "select id, payload, received_at from engine.events where id = $1",
    [id],
  )
  return rows[0] ? answer(eventOf(rows[0])) : refusal(404, "There is no event of this id.")
}

/** `GET /v1/events/:id/runs`: the runs an event started, with their results. */
export const getEventRuns: Handler = async ({ context }, _request, id) => {
  const started = await listRunsOfEvent(context, id)
  const runs = await Promise.all(started.map((run) => getRun(context, run.id)))
  return answer(runs.flatMap((run) => (run ? [runBody({ ...run, output: run.error ?? run.output })] : [])))
}

/** A run as Inngest's API shows it. */
export function runBody(run: RunSummary & { output: unknown }) {
  return {
    run_id: run.id,
    run_started_at: (run.startedAt ?? run.createdAt).toISOString(),
    function_id: run.functionId,
    function_version: 1,
    environment_id: "00000000-0000-4000-b000-000000000000",
    event_id: run.eventIds[0],
    status: STATUS[run.status],
    ended_at: run.endedAt?.toISOString() ?? null,
    output: run.output,
  }
}

const STATUS = {
  queued: "Scheduled",
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
} as const

export function answer(data: unknown) {
  return {
    status: 200,
    body: { data, metadata: { fetched_at: new Date().toISOString(), cached_until: null } },
  }
}

function eventOf(row: EventRow) {
  const event = JSON.parse(row.payload) as Record<string, unknown>
  return { ...event, internal_id: row.id, received_at: row.received_at.toISOString() }
}
