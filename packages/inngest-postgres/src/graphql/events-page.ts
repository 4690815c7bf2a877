import { GraphQLError } from "graphql"
import { countEvents, type EventFilter, pageEvents } from "../events/page-events"
import { eventView } from "./event-view"
import { connectionOf, pageSize, readCursor } from "./page-of"
import { type QueryContext, reading } from "./query-context"
import { readTime } from "./time"

export interface EventsArguments {
  first: number
  after?: string | null
  filter: {
    from?: string | null
    until?: string | null
    eventNames?: readonly string[] | null
    includeInternalEvents?: boolean | null
    query?: string | null
  }
}

/** A page of events, newest first. @throws GraphQLError in words for what cannot be asked */
export async function eventsPage(context: QueryContext, { first, after, filter }: EventsArguments) {
  if (filter.query)
    throw new GraphQLError("Events cannot be searched with an expression here. Filter by name and time.")
  const size = pageSize(first)
  const place = readCursor(after)
  const wanted: EventFilter = {
    from: readTime(filter.from, "from"),
    until: readTime(filter.until, "until"),
    names: filter.eventNames && filter.eventNames.length > 0 ? filter.eventNames : null,
    internal: filter.includeInternalEvents ?? false,
  }
  const rows = await pageEvents(reading(context), { ...wanted, after: place?.id ?? null, limit: size + 1 })
  return connectionOf(rows, size, {
    after: place,
    place: ({ id, receivedAt }) => ({ id, at: receivedAt }),
    view: eventView,
    count: () => countEvents(reading(context), wanted),
  })
}
