export const runTypes = `
enum FunctionRunStatus { QUEUED RUNNING COMPLETED FAILED CANCELLED SKIPPED }
enum RunsV2OrderByField { QUEUED_AT STARTED_AT ENDED_AT }
enum RunsOrderByDirection { ASC DESC }

input RunsV2OrderBy { field: RunsV2OrderByField! direction: RunsOrderByDirection! }
input RunsFilterV2 {
  "Runs of this moment and later, by timeField."
  from: Time!
  "Runs before this moment."
  until: Time
  timeField: RunsV2OrderByField = QUEUED_AT
  status: [FunctionRunStatus!]
  functionIDs: [UUID!]
  appIDs: [UUID!]
  fnSlug: String
  query: String
  isDeferred: Boolean
}

type RunsV2Connection { edges: [FunctionRunV2Edge!]! pageInfo: PageInfo! totalCount: Int! }
type FunctionRunV2Edge { node: FunctionRunV2! cursor: String! }

type FunctionRunV2 {
  id: ULID!
  appID: UUID!
  app: App!
  functionID: UUID!
  function: Function!
  status: FunctionRunStatus!
  eventName: String
  triggerIDs: [ULID!]!
  traceID: String!
  queuedAt: Time!
  startedAt: Time
  endedAt: Time
  isBatch: Boolean!
  batchCreatedAt: Time
  cronSchedule: String
  sourceID: String
  "What the function returned, or the error it failed with."
  output: Bytes
  hasAI: Boolean!
  trace(preview: Boolean): RunTraceSpan
}

type RunTraceTrigger {
  IDs: [ULID!]!
  "The events, as their functions see them."
  payloads: [Bytes!]!
  timestamp: Time!
  eventName: String
  isBatch: Boolean!
  batchID: ULID
  cron: String
}
`
