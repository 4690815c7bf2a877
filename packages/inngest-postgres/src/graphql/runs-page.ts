import { GraphQLError } from "graphql"
import { countRuns, pageRuns, type RunFilter, type RunTime } from "../runs/page-runs"
import { connectionOf, pageSize, readCursor } from "./page-of"
import { type QueryContext, reading } from "./query-context"
import { readStatuses } from "./run-status"
import { runView } from "./run-view"
import { readTime } from "./time"

const TIME = { QUEUED_AT: "queuedAt", STARTED_AT: "startedAt", ENDED_AT: "endedAt" } as const

export interface RunsArguments {
  first: number
  after?: string | null
  orderBy: readonly { field: keyof typeof TIME; direction: "ASC" | "DESC" }[]
  filter: {
    from: string
    until?: string | null
    timeField?: keyof typeof TIME | null
    status?: readonly string[] | null
    functionIDs?: readonly string[] | null
    appIDs?: readonly string[] | null
    fnSlug?: string | null
    query?: string | null
    isDeferred?: boolean | null
  }
}

/** A page of runs. Without an order the newest come first. @throws GraphQLError in words for what cannot be asked */
export async function runsPage(context: QueryContext, { first, after, orderBy, filter }: RunsArguments) {
  if (filter.query)
    throw new GraphQLError(
      "Runs cannot be searched with an expression here. Filter by function, status and time.",
    )
  if (filter.isDeferred) throw new GraphQLError("There are no deferred runs: defer is not supported.")
  if (orderBy.length > 1) throw new GraphQLError("Runs are ordered by one time: give orderBy one entry.")
  const order = TIME[orderBy[0]?.field ?? "QUEUED_AT"]
  const size = pageSize(first)
  const place = readCursor(after)
  const wanted: RunFilter = {
    time: TIME[filter.timeField ?? "QUEUED_AT"],
    from: readTime(filter.from, "from"),
    until: readTime(filter.until, "until"),
    statuses: readStatuses(filter.status),
    functionIds: await functionIds(context, filter),
  }
  const ascending = orderBy[0]?.direction === "ASC"
  const page = { ...wanted, order, ascending, after: place, limit: size + 1 }
  const rows = await pageRuns(reading(context), page)
  return connectionOf(rows, size, {
    after: place,
    place: (run) => ({ id: run.id, at: timeOf(run, order) }),
    view: runView,
    count: () => countRuns(reading(context), wanted),
  })
}

function timeOf(run: { createdAt: Date; startedAt: Date | null; endedAt: Date | null }, time: RunTime): Date {
  return (time === "queuedAt" ? run.createdAt : run[time]) ?? run.createdAt
}

/** The functions whose runs are asked for; null for any. */
async function functionIds(
  context: QueryContext,
  { functionIDs, appIDs, fnSlug }: RunsArguments["filter"],
): Promise<readonly string[] | null> {
  const lists: (readonly string[])[] = []
  if (functionIDs && functionIDs.length > 0) lists.push(functionIDs)
  if (fnSlug) lists.push([fnSlug])
  if (appIDs && appIDs.length > 0) {
    const { rows } = await reading(context).query<{ id: string }>(
      "select id from engine.functions where app_id = any($1::text[])",
      [appIDs],
    )
    lists.push(rows.map(({ id }) => id))
  }
  const [one, ...others] = lists
  return one?.filter((id) => others.every((list) => list.includes(id))) ?? null
}
