export const eventTypes = `
input EventsFilter {
  "Events that were received at this moment and later."
  from: Time
  until: Time
  eventNames: [String!]
  includeInternalEvents: Boolean = false
  query: String
}

type EventsConnection { edges: [EventsEdge!]! pageInfo: PageInfo! totalCount: Int! }
type EventsEdge { node: EventV2! cursor: String! }

type EventV2 {
  id: ULID!
  name: String!
  "The id that its sender gave it, or its own."
  idempotencyKey: String
  "Its ts."
  occurredAt: Time!
  receivedAt: Time!
  "The event as its functions see it."
  raw: Bytes!
  version: String
  source: EventSource
  runs: [FunctionRunV2!]!
}
type EventSource { id: ID name: String }
`
