/** As dev servers spoke before traces: suites of those years still ask this way. */
export const earlierTypes = `
enum EventStatus { RUNNING COMPLETED FAILED PARTIALLY_FAILED NO_FUNCTIONS }
enum StreamType { EVENT CRON }
enum RunHistoryType {
  FunctionScheduled FunctionStarted FunctionCompleted FunctionFailed FunctionCancelled
  StepScheduled StepStarted StepCompleted StepErrored StepFailed StepSleeping StepWaiting StepInvoking
}

input EventQuery { workspaceId: ID eventId: ID! }
input EventsQuery { workspaceId: ID lastEventId: ID }
input FunctionRunQuery { workspaceId: ID functionRunId: ID! }
input FunctionRunsQuery { workspaceId: ID }
input StreamQuery { after: Time before: Time limit: Int = 40 includeInternalEvents: Boolean = false }

type StreamItem {
  id: ID!
  trigger: String!
  type: StreamType!
  createdAt: Time!
  runs: [FunctionRun!]!
}

type Event {
  id: ID!
  externalID: String
  name: String
  createdAt: Time
  "Its data."
  payload: Bytes
  raw: Bytes
  status: EventStatus
  pendingRuns: Int
  totalRuns: Int
  functionRuns: [FunctionRun!]
}

type FunctionRun {
  id: ID!
  name: String
  functionID: String!
  function: Function
  status: FunctionRunStatus
  startedAt: Time
  finishedAt: Time
  output: Bytes
  eventID: ID!
  event: Event
  events: [Event!]!
  "Always null: a batch has no id here. Its events are in events."
  batchID: ULID
  batchCreatedAt: Time
  "Steps that are waited for."
  pendingSteps: Int
  waitingFor: StepEventWait
  history: [RunHistoryItem!]!
  "The output of a step, or of the run, by the id of an item of its history."
  historyItemOutput(id: ULID!): Bytes
}

type RunHistoryItem {
  id: ID!
  type: RunHistoryType!
  attempt: Int!
  createdAt: Time!
  stepName: String
  groupID: ID
  url: String
  functionVersion: Int!
  result: RunHistoryResult
  sleep: RunHistorySleep
  waitForEvent: RunHistoryWaitForEvent
  waitResult: RunHistoryWaitResult
  "Always null: what cancelled a run is not kept."
  cancel: RunHistoryCancel
}
type StepEventWait { eventName: String expression: String expiryTime: Time }
type RunHistoryCancel { eventID: ULID expression: String userID: UUID }
type RunHistorySleep { until: Time }
type RunHistoryWaitForEvent { eventName: String expression: String timeout: Time }
"Whether a wait ran out, and else what ended it."
type RunHistoryWaitResult { eventID: String timeout: Boolean! }
type RunHistoryResult { durationMS: Int errorCode: String }
`
