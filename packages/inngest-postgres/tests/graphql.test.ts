import { NonRetriableError } from "inngest"
import { expect, test } from "vitest"
import { settled } from "./support/engine-world"
import { openGraphql } from "./support/open-graphql"

const SPAN = "name status attempts stepOp stepType outputID isRoot"
const TRACE = `query ($id: String!) {
  run(runID: $id) {
    status output eventName
    function { slug name } app { name }
    trace(preview: true) { ${SPAN} childrenSpans { ${SPAN} childrenSpans { ${SPAN} } } }
  }
}`

test("a run that completed is told of with its output, its event and its steps in their order", async () => {
  const world = await openGraphql((inngest) => [
    inngest.createFunction({ id: "pack", triggers: { event: "shop/pack" } }, async ({ event, step }) => {
      const box = await step.run("find a box", () => ({ size: event.data.size }))
      await step.sleep("let the tape dry", 1)
      return { packedIn: box.size }
    }),
  ])
  const { inngest, ask, newest } = world
  const { ids } = await inngest.send({ name: "shop/pack", id: "pack-1", data: { size: "M" } })
  await settled(world, 1)
  const id = await newest("shop-pack")
  const { data, errors } = await ask(TRACE, { id })
  expect(errors).toEqual([])
  expect(data.run).toMatchObject({
    status: "COMPLETED",
    output: '{"packedIn":"M"}',
    eventName: "shop/pack",
    function: { slug: "shop-pack", name: "pack" },
    app: { name: "shop" },
  })
  const { trace } = data.run
  expect(trace).toMatchObject({ name: "pack", status: "COMPLETED", isRoot: true, attempts: 0 })
  expect(
    trace.childrenSpans.map((span: Record<string, unknown>) => [span.name, span.stepType, span.status]),
  ).toEqual([
    ["find a box", "RUN", "COMPLETED"],
    ["let the tape dry", "SLEEP", "COMPLETED"],
    ["Finalization", "FINALIZATION", "COMPLETED"],
  ])
  const output = async (outputID: string) =>
    (
      await ask("query ($id: String!) { runTraceSpanOutputByID(outputID: $id) { data error { name } } }", {
        id: outputID,
      })
    ).data.runTraceSpanOutputByID
  expect(await output(trace.outputID)).toEqual({ data: '{"packedIn":"M"}', error: null })
  expect(await output(trace.childrenSpans[0].outputID)).toEqual({ data: '{"size":"M"}', error: null })
  expect(await output(trace.childrenSpans[1].outputID)).toEqual({ data: "null", error: null })

  const asked = await ask(
    `query ($run: String!, $event: ULID!) {
      runTrigger(runID: $run) { IDs payloads eventName isBatch cron }
      eventV2(id: $event) { id name idempotencyKey raw runs { id status } }
    }`,
    { run: id, event: ids[0] },
  )
  const { runTrigger, eventV2 } = asked.data
  expect(runTrigger).toMatchObject({ IDs: ids, eventName: "shop/pack", isBatch: false, cron: null })
  expect(JSON.parse(runTrigger.payloads[0])).toMatchObject({ name: "shop/pack", data: { size: "M" } })
  expect(eventV2).toMatchObject({ id: ids[0], name: "shop/pack", idempotencyKey: "pack-1" })
  expect(eventV2.raw).toBe(runTrigger.payloads[0])
  expect(eventV2.runs).toEqual([{ id, status: "COMPLETED" }])
})

test("a run that failed is told of with its error, and each of its failed attempts with its own", async () => {
  let tries = 0
  const world = await openGraphql((inngest) => [
    inngest.createFunction(
      { id: "weigh", retries: 1, triggers: { event: "shop/weigh" } },
      async ({ step }) => {
        await step.run("on the scale", () => {
          throw new RangeError(`too heavy ${++tries}`)
        })
      },
    ),
    inngest.createFunction({ id: "refuse", triggers: { event: "shop/weigh" } }, () => {
      throw new NonRetriableError("never")
    }),
  ])
  const { inngest, ask, newest } = world
  await inngest.send({ name: "shop/weigh" })
  await settled(world, 2)
  const { run } = (await ask(TRACE, { id: await newest("shop-weigh") })).data
  expect(run.status).toBe("FAILED")
  expect(JSON.parse(run.output)).toMatchObject({ name: "RangeError", message: "too heavy 2" })
  const [step, end] = run.trace.childrenSpans
  expect(step).toMatchObject({ name: "on the scale", status: "FAILED", attempts: 1 })
  expect(step.childrenSpans).toMatchObject([{ name: "Attempt 0", status: "FAILED" }])
  expect(end).toMatchObject({ stepType: "FINALIZATION", status: "FAILED" })
  const error = async (id: string) =>
    (
      await ask(
        "query ($id: String!) { runTraceSpanOutputByID(outputID: $id) { data error { name message stack } } }",
        { id },
      )
    ).data.runTraceSpanOutputByID
  const thrown = (message: string) => ({
    data: null,
    error: { name: "RangeError", message, stack: expect.stringContaining(message) },
  })
  expect(await error(run.trace.outputID)).toEqual(thrown("too heavy 2"))
  expect(await error(step.outputID)).toEqual(thrown("too heavy 2"))
  expect(await error(step.childrenSpans[0].outputID)).toEqual(thrown("too heavy 1"))

  const refused = (await ask(TRACE, { id: await newest("shop-refuse") })).data.run
  expect(refused).toMatchObject({ status: "FAILED", trace: { status: "FAILED", attempts: 0 } })
  expect(JSON.parse(refused.output).message).toBe("never")
})

test("a run under way shows what it waits for, and the run that it invoked", async () => {
  const { inngest, ask, newest, engine } = await openGraphql((inngest) => {
    const count = inngest.createFunction({ id: "count", triggers: { event: "shop/count" } }, () => 3)
    const wait = inngest.createFunction(
      { id: "wait", triggers: { event: "shop/wait" } },
      async ({ step }) => {
        await step.invoke("counted", { function: count })
        await step.waitForEvent("paid", { event: "shop/paid", timeout: "1h", if: "async.data.n == 1" })
      },
    )
    return [count, wait]
  })
  await inngest.send({ name: "shop/wait" })
  await engine.idle()
  const id = await newest("shop-wait")
  const { data, errors } = await ask(
    `query ($id: String!) { run(runID: $id) { status endedAt trace { outputID childrenSpans { name status stepOp stepInfo {
      ... on InvokeStepInfo { functionID runID }
      ... on WaitForEventStepInfo { eventName expression timedOut }
    } } } } }`,
    { id },
  )
  expect(errors).toEqual([])
  expect(data.run).toEqual({
    status: "RUNNING",
    endedAt: null,
    trace: {
      outputID: null,
      childrenSpans: [
        {
          name: "counted",
          status: "COMPLETED",
          stepOp: "INVOKE",
          stepInfo: { functionID: "shop-count", runID: await newest("shop-count") },
        },
        {
          name: "paid",
          status: "WAITING",
          stepOp: "WAIT_FOR_EVENT",
          stepInfo: { eventName: "shop/paid", expression: "async.data.n == 1", timedOut: null },
        },
      ],
    },
  })
})

const RUNS = `query ($first: Int!, $after: String, $orderBy: [RunsV2OrderBy!]!, $filter: RunsFilterV2!) {
  runs(first: $first, after: $after, orderBy: $orderBy, filter: $filter) {
    totalCount
    edges { node { id status } }
    pageInfo { hasNextPage endCursor }
  }
}`

test("runs come in pages by any of their times, and by function, app and status", async () => {
  const world = await openGraphql((inngest) => [
    inngest.createFunction(
      { id: "even", triggers: { event: "shop/n", if: "event.data.kind == 'even'" } },
      () => 0,
    ),
    inngest.createFunction(
      { id: "odd", triggers: { event: "shop/n", if: "event.data.kind == 'odd'" } },
      () => {
        throw new NonRetriableError("odd")
      },
    ),
  ])
  const { inngest, ask } = world
  for (const n of [1, 2, 3, 4, 5]) {
    await inngest.send({ name: "shop/n", data: { kind: n % 2 ? "odd" : "even" } })
    await settled(world, n)
  }
  const all = (await world.engine.listRuns()).map(({ id }) => id)
  const page = async (variables: Record<string, unknown>, filter: Record<string, unknown> = {}) => {
    const orderBy = [{ field: "QUEUED_AT", direction: "DESC" }]
    const asked = { first: 40, orderBy, filter: { from: "1970-01-01T00:00:00Z", ...filter }, ...variables }
    const { data, errors } = await ask(RUNS, asked)
    expect(errors).toEqual([])
    const ids: string[] = data.runs.edges.map((edge: { node: { id: string } }) => edge.node.id)
    return { ids, total: data.runs.totalCount, ...data.runs.pageInfo }
  }
  for (const field of ["QUEUED_AT", "STARTED_AT", "ENDED_AT"]) {
    for (const direction of ["DESC", "ASC"]) {
      const seen: string[] = []
      let after: string | null = null
      for (let more = true; more; ) {
        const got = await page({ first: 2, after, orderBy: [{ field, direction }] })
        expect(got.total).toBe(5)
        seen.push(...got.ids)
        more = got.hasNextPage
        after = got.endCursor
      }
      expect(seen).toEqual(direction === "DESC" ? all : all.toReversed())
    }
  }
  expect((await page({}, { status: ["FAILED"] })).total).toBe(3)
  expect((await page({}, { status: ["CANCELLED", "RUNNING"] })).ids).toEqual([])
  expect((await page({}, { functionIDs: ["shop-even"] })).total).toBe(2)
  expect((await page({}, { fnSlug: "shop-odd", status: ["COMPLETED"] })).total).toBe(0)
  expect((await page({}, { appIDs: ["shop"] })).total).toBe(5)
  expect((await page({}, { appIDs: ["other"] })).total).toBe(0)
  expect((await page({}, { until: "1971-01-01T00:00:00Z" })).total).toBe(0)
  const past = new Date(Date.now() + 60 * 60_000).toISOString()
  expect((await page({}, { from: past, timeField: "ENDED_AT" })).total).toBe(0)
  expect((await page({ first: 100_000 })).ids).toHaveLength(5)
})

test("events come in pages, by name and without the engine's own", async () => {
  const { inngest, ask, engine } = await openGraphql((inngest) => [
    inngest.createFunction({ id: "heard", triggers: { event: "shop/a" } }, () => 1),
    inngest.createFunction({ id: "after", triggers: { event: "inngest/function.finished" } }, () => 2),
  ])
  await inngest.send([
    { name: "shop/a", data: { n: 1 } },
    { name: "shop/b" },
    { name: "shop/a", data: { n: 2 } },
  ])
  await engine.idle()
  const events = async (filter: string, more = "") => {
    const { data, errors } = await ask(
      `{ eventsV2(first: 2${more}, filter: { from: "1970-01-01T00:00:00Z", ${filter} }) {
        totalCount pageInfo { hasNextPage endCursor } edges { node { name raw runs { function { slug } } } }
      } }`,
    )
    expect(errors).toEqual([])
    return data.eventsV2
  }
  const first = await events("includeInternalEvents: false")
  expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
  const second = await events("includeInternalEvents: false", `, after: "${first.pageInfo.endCursor}"`)
  expect(second.pageInfo.hasNextPage).toBe(false)
  const names = [...first.edges, ...second.edges].map(({ node }) => node.name)
  expect(names).toEqual(["shop/a", "shop/b", "shop/a"])
  const named = await events('includeInternalEvents: true, eventNames: ["shop/a"]')
  expect(named.totalCount).toBe(2)
  expect(named.edges[0].node.runs).toEqual([{ function: { slug: "shop-heard" } }])
  expect((await events("includeInternalEvents: true")).totalCount).toBeGreaterThan(3)
})

test("what was asked before there were traces is answered still: an event's runs, a run's history", async () => {
  const world = await openGraphql((inngest) => [
    inngest.createFunction({ id: "pick", triggers: { event: "shop/pick" } }, async ({ step }) =>
      step.run("from the shelf", () => ["mug"]),
    ),
  ])
  const { inngest, ask, newest } = world
  const { ids } = await inngest.send({ name: "shop/pick", data: { sku: "mug" } })
  await settled(world, 1)
  const id = await newest("shop-pick")
  const { data } = await ask(
    `query ($event: ID!, $run: ID!) {
      event(query: { eventId: $event }) { name payload status totalRuns pendingRuns functionRuns { id status } }
      events(query: {}) { id name }
      stream(query: { limit: 999, includeInternalEvents: false }) { id trigger type runs { id function { name } } }
      functionRun(query: { functionRunId: $run }) { status output eventID history { id type stepName attempt } }
      functionRuns(query: {}) { id }
    }`,
    { event: ids[0], run: id },
  )
  expect(data).toMatchObject({
    event: {
      name: "shop/pick",
      payload: '{"sku":"mug"}',
      status: "COMPLETED",
      totalRuns: 1,
      pendingRuns: 0,
      functionRuns: [{ id, status: "COMPLETED" }],
    },
    events: [{ id: ids[0], name: "shop/pick" }],
    stream: [{ id: ids[0], trigger: "shop/pick", type: "EVENT", runs: [{ id, function: { name: "pick" } }] }],
    functionRun: { status: "COMPLETED", output: '["mug"]', eventID: ids[0] },
    functionRuns: [{ id }],
  })
  const history = data.functionRun.history as { id: string; type: string; stepName: string | null }[]
  expect(history.map(({ type }) => type).sort()).toEqual([
    "FunctionCompleted",
    "FunctionScheduled",
    "FunctionStarted",
    "StepCompleted",
    "StepStarted",
  ])
  const output = async (type: string) => {
    const item = history.find((one) => one.type === type)?.id
    const query = `query ($run: ID!, $item: ULID!) { functionRun(query: { functionRunId: $run }) { historyItemOutput(id: $item) } }`
    return (await ask(query, { run: id, item })).data.functionRun.historyItemOutput
  }
  expect(await output("StepCompleted")).toBe('{"data":["mug"]}')
  expect(await output("FunctionCompleted")).toBe('["mug"]')
})

test("functions are listed with their app, their triggers and their rules", async () => {
  const { ask } = await openGraphql((inngest) => [
    inngest.createFunction(
      {
        id: "ruled",
        retries: 2,
        concurrency: { limit: 3, key: "event.data.k" },
        throttle: { limit: 5, period: "1m" },
        triggers: [{ event: "shop/ruled", if: "event.data.n > 1" }, { cron: "0 * * * *" }],
      },
      () => 1,
    ),
  ])
  const { data, errors } = await ask(`{
    functions { id slug url triggers { type value condition } app { name }
      configuration { retries { value isDefault } concurrency { scope limit { value } key } throttle { limit period } priority } }
    functionBySlug(query: { functionSlug: "shop-ruled" }) { name }
    apps { id name sdkLanguage connected functionCount functions { slug } }
    app(id: "nobody") { id }
  }`)
  expect(errors).toEqual([])
  expect(data).toMatchObject({
    functions: [
      {
        slug: "shop-ruled",
        app: { name: "shop" },
        triggers: [
          { type: "EVENT", value: "shop/ruled", condition: "event.data.n > 1" },
          { type: "CRON", value: "0 * * * *", condition: null },
        ],
        configuration: {
          retries: { value: 2, isDefault: false },
          concurrency: [{ scope: "FUNCTION", limit: { value: 3 }, key: "event.data.k" }],
          throttle: { limit: 5, period: "60s" },
          priority: null,
        },
      },
    ],
    functionBySlug: { name: "ruled" },
    apps: [
      {
        name: "shop",
        sdkLanguage: "js",
        connected: true,
        functionCount: 1,
        functions: [{ slug: "shop-ruled" }],
      },
    ],
    app: null,
  })
})
