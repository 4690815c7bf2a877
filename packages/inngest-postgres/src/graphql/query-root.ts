import { pageEvents } from "../events/page-events"
import { pageRuns } from "../runs/page-runs"
import { findApp, listApps } from "./app-view"
import { earlierEventOf, earlierEventView } from "./earlier-event-view"
import { eventOf } from "./event-view"
import { type EventsArguments, eventsPage } from "./events-page"
import { functionRunOf, functionRunView } from "./function-run-view"
import { functionView } from "./function-view"
import { pageSize } from "./page-of"
import { type QueryContext, reading } from "./query-context"
import { runTrigger } from "./run-trigger"
import { runOf } from "./run-view"
import { type RunsArguments, runsPage } from "./runs-page"
import { spanOutput } from "./span-output"
import { type StreamArguments, streamOf } from "./stream"

type ById<Name extends string> = Readonly<Record<Name, string>>
type Query<Arguments> = { query: Arguments }

const EARLIER_PAGE = 40

/** Answers every field of `Query`. */
export const queryRoot = {
  apps: (_: unknown, context: QueryContext) => listApps(context),
  app: ({ id }: ById<"id">, context: QueryContext) => findApp(context, id),
  functions: (_: unknown, { engine }: QueryContext) => engine.registry.all().map(functionView),
  functionBySlug: ({ query }: Query<ById<"functionSlug">>, { engine }: QueryContext) => {
    const config = engine.registry.get(query.functionSlug)
    return config ? functionView(config) : null
  },
  run: ({ runID }: ById<"runID">, context: QueryContext) => runOf(context, runID),
  runs: (args: RunsArguments, context: QueryContext) => runsPage(context, args),
  runTrace: async ({ runID }: ById<"runID">, context: QueryContext) =>
    (await runOf(context, runID))?.trace({}, context) ?? null,
  runTrigger: ({ runID }: ById<"runID">, context: QueryContext) => runTrigger(context, runID),
  runTraceSpanOutputByID: ({ outputID }: ById<"outputID">, context: QueryContext) =>
    spanOutput(context, outputID),
  eventV2: ({ id }: ById<"id">, context: QueryContext) => eventOf(context, id),
  eventsV2: (args: EventsArguments, context: QueryContext) => eventsPage(context, args),
  event: ({ query }: Query<ById<"eventId">>, context: QueryContext) => earlierEventOf(context, query.eventId),
  events: async ({ query }: Query<{ lastEventId?: string | null }>, context: QueryContext) => {
    const page = { from: null, until: null, names: null, internal: false, after: query.lastEventId ?? null }
    const events = await pageEvents(reading(context), { ...page, limit: EARLIER_PAGE })
    return events.map(earlierEventView)
  },
  stream: ({ query }: Query<StreamArguments>, context: QueryContext) =>
    streamOf(context, { ...query, limit: pageSize(query.limit) }),
  functionRun: ({ query }: Query<ById<"functionRunId">>, context: QueryContext) =>
    functionRunOf(context, query.functionRunId),
  functionRuns: async (_: unknown, context: QueryContext) => {
    const any = { from: new Date(0), until: null, statuses: null, functionIds: null, after: null }
    const newest = { time: "queuedAt", order: "queuedAt", ascending: false, limit: EARLIER_PAGE } as const
    return (await pageRuns(reading(context), { ...any, ...newest })).map(functionRunView)
  },
}
