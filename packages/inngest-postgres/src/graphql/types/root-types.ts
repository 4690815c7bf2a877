/** What can be asked and done. The names are those that clients of a dev server use. */
export const rootTypes = `
"A moment as RFC 3339."
scalar Time
scalar ULID
"The id of an app or a function. Here it is the app's id, and the function's slug."
scalar UUID
"JSON as text."
scalar Bytes
"A JSON object."
scalar Map

type Query {
  apps(filter: AppsFilterV1): [App!]!
  app(id: UUID!): App
  functions: [Function!]
  functionBySlug(query: FunctionQuery!): Function
  run(runID: String!): FunctionRunV2
  "A page has up to 200 runs."
  runs(first: Int! = 40, after: String, orderBy: [RunsV2OrderBy!]!, filter: RunsFilterV2!, preview: Boolean): RunsV2Connection!
  runTrace(runID: String!, preview: Boolean): RunTraceSpan
  runTrigger(runID: String!): RunTraceTrigger
  runTraceSpanOutputByID(outputID: String!): RunTraceSpanOutput
  eventV2(id: ULID!): EventV2
  "A page has up to 200 events."
  eventsV2(first: Int! = 40, after: String, filter: EventsFilter!): EventsConnection!
  event(query: EventQuery!): Event
  events(query: EventsQuery!): [Event!]!
  stream(query: StreamQuery!): [StreamItem!]!
  functionRun(query: FunctionRunQuery!): FunctionRun
  functionRuns(query: FunctionRunsQuery!): [FunctionRun!]
}

type Mutation {
  "Asks an app for its functions now, and keeps asking."
  createApp(input: CreateAppInput!): App!
  "The app's functions start no more runs. Returns the app's id."
  deleteApp(id: String!): String!
  cancelRun(runID: ULID!): FunctionRun!
  "Runs an ended run again, from the beginning. Returns the new run's id."
  rerun(runID: ULID!, fromStep: RerunFromStepInput, debugRunID: ULID, debugSessionID: ULID): ULID!
  invokeFunction(functionSlug: String!, data: Map, user: Map, debugRunID: ULID, debugSessionID: ULID): Boolean
}

input FunctionQuery { workspaceId: ID functionSlug: String! }
input AppsFilterV1 { method: AppMethod }
input CreateAppInput { url: String! }
input RerunFromStepInput { stepID: String! input: Bytes }

type PageInfo {
  hasNextPage: Boolean!
  hasPreviousPage: Boolean!
  startCursor: String
  endCursor: String
}
`
