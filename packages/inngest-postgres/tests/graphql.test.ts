import { buildClientSchema, getIntrospectionQuery } from "graphql"
import { NonRetriableError } from "inngest"
import { afterEach, expect, test } from "vitest"
import { hashedSigningKey } from "../src/protocol/signature"
import { createEngineServer } from "../src/server/create-engine-server"
import { askGraphql } from "./support/ask-graphql"
import { type Define, SIGNING_KEY, settled } from "./support/engine-world"
import { openOverHttp } from "./support/open-over-http"
import { freshPglite } from "./support/pglite-database"
import { serveApp } from "./support/serve-app"

const toClose: (() => Promise<unknown> | undefined)[] = []

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
})

async function open(define: Define) {
  const world = await openOverHttp(define)
  toClose.push(world.close)
  const ask = (query: string, variables?: Record<string, unknown>) =>
    askGraphql(world.server.url, query, variables)
  const newest = async (functionId: string) =>
    (await world.engine.listRuns({ functionId, limit: 1 }))[0]?.id ?? ""
  return { ...world, ask, newest }
}

const SPAN = "name status attempts stepOp stepType outputID isRoot"
const TRACE = `query ($id: String!) {
  run(runID: $id) {
    status output eventName
    function { slug name } app { name }
    trace(preview: true) { ${SPAN} childrenSpans { ${SPAN} childrenSpans { ${SPAN} } } }
  }
}`

test("a run that completed is told of with its output, its event and its steps in their order", async () => {
  const world = await open((inngest) => [
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
  const world = await open((inngest) => [
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
  const { inngest, ask, newest, engine } = await open((inngest) => {
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
  const world = await open((inngest) => [
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
  const { inngest, ask, engine } = await open((inngest) => [
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
  const world = await open((inngest) => [
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
  const { ask } = await open((inngest) => [
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

test("a run is cancelled, run again and started by hand, and what cannot be done is refused in words", async () => {
  const world = await open((inngest) => [
    inngest.createFunction({ id: "patient", triggers: { event: "shop/go" } }, async ({ step }) => {
      await step.waitForEvent("ever", { event: "shop/never", timeout: "1h" })
    }),
    inngest.createFunction({ id: "echo", triggers: { event: "shop/echo" } }, ({ event }) => event.data.word),
  ])
  const { inngest, ask, newest, engine } = world
  await inngest.send({ name: "shop/go" })
  await engine.idle()
  const id = await newest("shop-patient")
  const cancel = "mutation ($id: ULID!) { cancelRun(runID: $id) { id status } }"
  const rerun = "mutation ($id: ULID!) { rerun(runID: $id) }"
  expect((await ask(rerun, { id })).errors).toEqual(["The run has not ended: it is RUNNING."])
  expect((await ask(cancel, { id })).data.cancelRun).toEqual({ id, status: "CANCELLED" })
  expect((await ask(cancel, { id })).errors).toEqual(["The run has ended: it is CANCELLED."])
  expect((await ask(cancel, { id: "nothing" })).errors).toEqual(['There is no run "nothing".'])
  const again = (await ask(rerun, { id })).data.rerun
  expect(again).toBe(await newest("shop-patient"))
  expect(again).not.toBe(id)
  const fromStep = 'mutation ($id: ULID!) { rerun(runID: $id, fromStep: { stepID: "ever" }) }'
  expect((await ask(fromStep, { id })).errors).toEqual([expect.stringContaining("leave fromStep out")])

  const invoke = "mutation ($slug: String!, $data: Map) { invokeFunction(functionSlug: $slug, data: $data) }"
  const started = await ask(invoke, { slug: "shop-echo", data: { word: "hello" } })
  expect(started.data).toEqual({ invokeFunction: true })
  await ask(cancel, { id: again })
  await settled(world, 3)
  const { data } = await ask(TRACE, { id: await newest("shop-echo") })
  expect(data.run).toMatchObject({ status: "COMPLETED", output: '"hello"' })
  const unknown = await ask(invoke, { slug: "shop-nobody" })
  expect([unknown.status, unknown.errors]).toEqual([200, ['There is no function "shop-nobody".']])
})

test("an app is made known by its address, and forgotten by its id", async () => {
  const server = await createEngineServer({ db: await freshPglite(), appUrls: [], port: 0, poll: false })
  toClose.push(server.close)
  const app = await serveApp(
    (inngest) => [inngest.createFunction({ id: "late", triggers: { event: "shop/late" } }, () => "ran")],
    { isDev: true, baseUrl: server.url },
  )
  toClose.push(app.close)
  const ask = (query: string, variables?: Record<string, unknown>) => askGraphql(server.url, query, variables)
  const create = "mutation ($url: String!) { createApp(input: { url: $url }) { id url functionCount } }"
  const down = await ask(create, { url: "http://127.0.0.1:1/api/inngest" })
  expect([down.data, down.errors]).toEqual([null, [expect.stringContaining("cannot be reached")]])
  expect((await ask(create, { url: "file:///etc/hosts" })).errors).toEqual([
    '"file:///etc/hosts" is not the address of an app.',
  ])
  expect((await ask(create, { url: app.url })).data.createApp).toEqual({
    id: "shop",
    url: app.url,
    functionCount: 1,
  })
  const remove = 'mutation { deleteApp(id: "shop") }'
  expect((await ask(remove)).data).toEqual({ deleteApp: "shop" })
  expect((await ask(remove)).errors).toEqual(['There is no app "shop".'])
  expect((await ask("{ apps { id } functions { id } }")).data).toEqual({ apps: [], functions: [] })
})

test("a query that cannot be carried out is refused before anything is read, with the reason", async () => {
  const { ask, server } = await open(() => [])
  const refused = async (query: string, variables?: Record<string, unknown>) => {
    const { status, data, errors } = await ask(query, variables)
    expect([status, data]).toEqual([422, null])
    return errors[0]
  }
  expect(await refused("{ functions {")).toMatch(/^Syntax Error/)
  expect(await refused("{ nothing }")).toBe('Cannot query field "nothing" on type "Query".')
  expect(await refused("")).toMatch(/^Syntax Error/)
  expect(await refused("query ($id: String!) { run(runID: $id) { id } }")).toContain('"$id"')
  const deep = `{ functions { ${"app { functions { ".repeat(9)}id${" } }".repeat(9)} } }`
  expect(await refused(deep)).toContain("levels deep")
  const wide = `{ ${Array.from({ length: 1001 }, (_, n) => `a${n}: apps { id }`).join(" ")} }`
  expect(await refused(wide)).toContain("1000 fields")
  const bomb = Array.from(
    { length: 30 },
    (_, n) => `fragment f${n} on App { ...f${n + 1} ...f${n + 1} }`,
  ).join(" ")
  expect(await refused(`{ apps { ...f0 } } ${bomb} fragment f30 on App { id }`)).toContain("1000 fields")
  const circle = "fragment a on App { ...b } fragment b on App { ...a }"
  expect(await refused(`{ apps { ...a } } ${circle}`)).toContain("1000 fields")
  const unused = `fragment unused on App { ${"id ".repeat(1001)} }`
  expect(await refused(`{ apps { id } } ${unused}`)).toContain("1000 fields")
  expect(await refused(`{ ${"a ".repeat(20_000)} }`)).toContain("tokens")
  expect((await ask("x".repeat(4 * 1024 * 1024))).status).toBe(413)
  const post = (body: string) => fetch(`${server.url}/v0/gql`, { method: "POST", body })
  for (const body of ["", "[]", "{}", '{"query":1}']) expect((await post(body)).status).toBe(422)
  expect((await fetch(`${server.url}/v0/gql?query={apps{id}}`)).status).toBe(404)

  const said = async (field: string) => (await ask(`{ ${field} }`)).errors
  const from = 'from: "1970-01-01T00:00:00Z"'
  expect(await said(`runs(orderBy: [], filter: { from: "soon" }) { totalCount }`)).toEqual([
    '"from" is a time, like 2026-11-23T08:00:00Z, and "soon" is none.',
  ])
  expect(await said(`runs(first: 0, orderBy: [], filter: { ${from} }) { totalCount }`)).toHaveLength(1)
  expect(await said(`runs(after: "x", orderBy: [], filter: { ${from} }) { totalCount }`)).toHaveLength(1)
  expect(await said(`runs(orderBy: [], filter: { ${from}, query: "true" }) { totalCount }`)).toHaveLength(1)
  expect(await said(`eventsV2(filter: { ${from}, query: "true" }) { totalCount }`)).toHaveLength(1)
  expect((await ask('{ run(runID: "x") { id } event(query: { eventId: "x" }) { id } }')).data).toEqual({
    run: null,
    event: null,
  })
})

test("a query that reads without end is stopped", async () => {
  const world = await open((inngest) => [
    inngest.createFunction({ id: "many", triggers: { event: "shop/many" } }, () => 1),
  ])
  const { inngest, ask } = world
  await inngest.send(Array.from({ length: 40 }, () => ({ name: "shop/many" })))
  await settled(world, 40)
  const traces = Array.from(
    { length: 30 },
    (_, n) =>
      `p${n}: runs(first: 40, orderBy: [], filter: { from: "1970-01-01T00:00:00Z" }) { edges { node { trace { name } } } }`,
  )
  const { errors } = await ask(`{ ${traces.join(" ")} }`)
  expect(errors[0]).toBe("This query reads more than 1000 times. Ask for smaller pages.")
})

test("tools may ask what can be asked", async () => {
  const { ask } = await open(() => [])
  const { data, errors } = await ask(
    getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }),
  )
  expect(errors).toEqual([])
  expect(buildClientSchema(data).getQueryType()?.getFields()).toHaveProperty("runTraceSpanOutputByID")
})

test("with a signing key the door asks for it, and no page of another site may use it either way", async () => {
  const server = await createEngineServer({
    db: await freshPglite(),
    appUrls: [],
    port: 0,
    signingKey: SIGNING_KEY,
    eventKeys: ["an-event-key"],
  })
  toClose.push(server.close)
  const query = "{ apps { id } }"
  expect((await askGraphql(server.url, query)).status).toBe(401)
  const wrong = {
    authorization: `Bearer ${hashedSigningKey("signkey-test-00000000000000000000000000000000")}`,
  }
  expect((await askGraphql(server.url, query, {}, wrong)).status).toBe(401)
  const key = { authorization: `Bearer ${hashedSigningKey(SIGNING_KEY)}` }
  expect((await askGraphql(server.url, query, {}, key)).data).toEqual({ apps: [] })
  const { status, errors } = await askGraphql(server.url, getIntrospectionQuery(), {}, key)
  expect([status, errors[0]]).toEqual([422, expect.stringContaining("introspection")])

  const world = await open(() => [])
  for (const [url, headers] of [
    [server.url, key],
    [world.server.url, {}],
  ] as const) {
    const page = { ...headers, origin: "http://localhost:3000" }
    expect((await askGraphql(url, query, {}, page)).status).toBe(403)
  }
})
