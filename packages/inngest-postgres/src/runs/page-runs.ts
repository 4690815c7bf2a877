import { encodeTime } from "ulid"
import type { Sql } from "../sql"
import { OF_EVENT, RUN_SUMMARY, type RunStatus, type RunSummary } from "./inspect-runs"

const TIME_COLUMN = { queuedAt: "created_at", startedAt: "started_at", endedAt: "ended_at" } as const

export type RunTime = keyof typeof TIME_COLUMN

/** A run, and how it came to be. */
export interface RunRow extends RunSummary {
  origin: "event" | "cron" | "invoke" | "replay"
}

export interface RunFilter {
  /** The time that `from` and `until` are of. */
  time: RunTime
  from: Date
  until: Date | null
  /** Null where they do not matter; an empty list fits no run. */
  statuses: readonly RunStatus[] | null
  functionIds: readonly string[] | null
}

export interface RunPage extends RunFilter {
  /** A run that does not have this time yet stands where it was made. */
  order: RunTime
  ascending: boolean
  /** The run after which the page begins. */
  after: { id: string; at: Date } | null
  limit: number
}

const ROW = `${RUN_SUMMARY}, origin`

/** A page of the runs that fit. */
export async function pageRuns(sql: Sql, page: RunPage): Promise<RunRow[]> {
  const { conditions, parameters } = where(page)
  const order = orderSql(page.order)
  if (page.after) {
    const values = page.order === "queuedAt" ? [page.after.id] : [page.after.at.toISOString(), page.after.id]
    const places = values.map((value) => `$${parameters.push(value)}`)
    conditions.push(`(${order.join(", ")}) ${page.ascending ? ">" : "<"} (${places.join(", ")})`)
  }
  const direction = page.ascending ? "asc" : "desc"
  const { rows } = await sql.query<RunRow>(
    `select ${ROW} from engine.runs where ${conditions.join(" and ")}
     order by ${order.map((column) => `${column} ${direction}`).join(", ")} limit $${parameters.push(page.limit)}`,
    parameters,
  )
  return rows
}

/** How many runs fit. */
export async function countRuns(sql: Sql, filter: RunFilter): Promise<number> {
  const { conditions, parameters } = where(filter)
  const { rows } = await sql.query<{ count: number }>(
    `select count(*)::int as count from engine.runs where ${conditions.join(" and ")}`,
    parameters,
  )
  return rows[0]?.count ?? 0
}

/** One run, without its output. */
export async function findRun(sql: Sql, id: string): Promise<RunRow | null> {
  const { rows } = await sql.query<RunRow>(`select ${ROW} from engine.runs where id = $1`, [id])
  return rows[0] ?? null
}

/** The runs that an event has started or is a part of, oldest first, at most 100. */
export async function findRunsOfEvent(sql: Sql, eventId: string): Promise<RunRow[]> {
  const { rows } = await sql.query<RunRow>(
    `select ${ROW} from engine.runs where ${OF_EVENT} order by id limit 100`,
    [eventId],
  )
  return rows
}

/** An id is made a moment before its row is, by another clock. */
const MARGIN_MS = 60 * 60_000

function where({ time, from, until, statuses, functionIds }: RunFilter) {
  const column = TIME_COLUMN[time]
  const parameters: unknown[] = [from.toISOString()]
  const conditions = [`${column} >= $1::timestamptz`]
  if (until) conditions.push(`${column} < $${parameters.push(until.toISOString())}::timestamptz`)
  if (time === "queuedAt") {
    conditions.push(`id >= $${parameters.push(idAt(from.getTime() - MARGIN_MS))}`)
    if (until) conditions.push(`id < $${parameters.push(idAt(until.getTime() + MARGIN_MS))}`)
  }
  if (statuses) conditions.push(`status = any($${parameters.push(statuses)}::text[])`)
  if (functionIds) conditions.push(`function_id = any($${parameters.push(functionIds)}::text[])`)
  return { conditions, parameters }
}

/** Ids are in the order in which runs were made, and have an index. Times are as exact as those of `after`. */
function orderSql(order: RunTime): string[] {
  if (order === "queuedAt") return ["id"]
  return [`date_trunc('milliseconds', coalesce(${TIME_COLUMN[order]}, created_at))`, "id"]
}

/** What the ids of this moment begin with. */
function idAt(ms: number): string {
  return encodeTime(Math.min(Math.max(ms, 0), 2 ** 48 - 1), 10)
}
