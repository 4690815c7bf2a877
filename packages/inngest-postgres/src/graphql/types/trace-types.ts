export const traceTypes = `
enum RunTraceSpanStatus { QUEUED RUNNING WAITING COMPLETED FAILED CANCELLED SKIPPED }
enum StepOp { RUN SLEEP WAIT_FOR_EVENT WAIT_FOR_SIGNAL INVOKE AI_GATEWAY GATEWAY }

"A run, a step of it, or an attempt at a step."
type RunTraceSpan {
  appID: UUID!
  functionID: UUID!
  runID: ULID!
  run: FunctionRunV2
  traceID: String!
  spanID: String!
  parentSpanID: String
  isRoot: Boolean!
  name: String!
  status: RunTraceSpanStatus!
  "How often it was tried again: 0 where the first attempt was enough."
  attempts: Int
  "Milliseconds, once it has ended."
  duration: Int
  queuedAt: Time!
  startedAt: Time
  endedAt: Time
  "For runTraceSpanOutputByID; null while there is none."
  outputID: String
  stepID: String
  stepOp: StepOp
  "RUN, SLEEP …; FINALIZATION where the function itself ended."
  stepType: String!
  stepInfo: StepInfo
  childrenSpans: [RunTraceSpan!]!
  isUserland: Boolean!
  userlandSpan: UserlandSpan
  "Always empty: run metadata is not supported."
  metadata: [SpanMetadata!]!
}

union StepInfo = RunStepInfo | SleepStepInfo | WaitForEventStepInfo | WaitForSignalStepInfo | InvokeStepInfo
type RunStepInfo { type: String }
type SleepStepInfo { sleepUntil: Time }
type WaitForEventStepInfo {
  eventName: String
  expression: String
  timeout: Time
  foundEventID: String
  timedOut: Boolean
}
type WaitForSignalStepInfo { signal: String timeout: Time timedOut: Boolean }
type InvokeStepInfo {
  functionID: String
  triggeringEventID: ULID
  runID: ULID
  returnEventID: ULID
  timeout: Time
  timedOut: Boolean
}

type UserlandSpan {
  spanName: String
  spanKind: String
  serviceName: String
  scopeName: String
  scopeVersion: String
  spanAttrs: Bytes
  resourceAttrs: Bytes
}
type SpanMetadata { scope: String! kind: String! values: Map! updatedAt: Time! }

type RunTraceSpanOutput {
  "Always null: the arguments of steps are never stored."
  input: Bytes
  data: Bytes
  error: StepError
}
type StepError { name: String message: String! stack: String cause: Bytes }
`
