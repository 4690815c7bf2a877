import { buildClientSchema, getIntrospectionQuery } from "graphql"
import { expect, onTestFinished, test } from "vitest"
import { hashedSigningKey } from "../src/protocol/signature"
import { createEngineServer } from "../src/server/create-engine-server"
import { askGraphql } from "./support/ask-graphql"
import { SIGNING_KEY, settled } from "./support/engine-world"
import { openGraphql } from "./support/open-graphql"
import { freshPglite } from "./support/pglite-database"

test("a query that cannot be carried out is refused before anything is read, with the reason", async () => {
  const { ask, server } = await openGraphql(() => [])
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
  const world = await openGraphql((inngest) => [
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
  const { ask } = await openGraphql(() => [])
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
  onTestFinished(async () => void (await server.close()))
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

  const world = await openGraphql(() => [])
  for (const [url, headers] of [
    [server.url, key],
    [world.server.url, {}],
  ] as const) {
    const page = { ...headers, origin: "http://localhost:3000" }
    expect((await askGraphql(url, query, {}, page)).status).toBe(403)
  }
})
