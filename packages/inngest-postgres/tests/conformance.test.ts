import { readFile } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { afterAll, afterEach, describe, expect, test } from "vitest"
import { openPostgres } from "../src/databases/postgres-database"
import type { SqlDatabase } from "../src/index"
import { eventRows } from "./conformance/event-rows"
import { flowRows } from "./conformance/flow-rows"
import { limitRows } from "./conformance/limit-rows"
import type { Row } from "./conformance/row"
import { stepRows } from "./conformance/step-rows"
import { triggerRows } from "./conformance/trigger-rows"
import type { OpenWorld } from "./support/engine-world"
import { openInProcess } from "./support/open-in-process"
import { openOverHttp } from "./support/open-over-http"
import { createTestDatabase } from "./support/test-database"

const rows: Row[] = [...stepRows, ...eventRows, ...triggerRows, ...flowRows, ...limitRows]
const toClose: { close(): Promise<void> }[] = []

afterEach(async () => {
  for (const one of toClose.splice(0).reverse()) await one.close()
})

const doors: { name: string; open: OpenWorld }[] = [
  { name: "in-process, PGlite", open: openInProcess },
  {
    name: "in-process, Postgres",
    open: async (define, options) => openInProcess(define, { ...options, db: await freshPostgres() }),
  },
  {
    name: "over HTTP, Postgres",
    open: async (define, options) => openOverHttp(define, { ...options, db: await freshPostgres() }),
  },
]

let shared: ReturnType<typeof openPostgres> | undefined
afterAll(() => shared?.close())

/** The Postgres that all rows share, with schema `engine` gone: making a database takes longer than most rows. */
async function freshPostgres(): Promise<SqlDatabase> {
  shared ??= openPostgres(await createTestDatabase())
  await shared.exec("drop schema if exists engine cascade")
  return shared
}

describe.each(doors)("$name", ({ open }) => {
  test.each(rows)("$feature: $behaviour", async (row) => {
    await row.test(async (define, options) => {
      const world = await open(define, options)
      toClose.push(world)
      return world
    })
  })
})

test("the README's support table is this suite's (write it again with vitest -u)", async () => {
  const path = fileURLToPath(new URL("../README.md", import.meta.url))
  const readme = await readFile(path, "utf8")
  const [before = "", , after = ""] = readme.split(/<!-- support -->|<!-- end of support -->/)
  const lines = rows.map((row) => `| ${row.feature} | ${row.behaviour} |`)
  const table = ["| | what is shown |", "| --- | --- |", ...lines].join("\n")
  const expected = `${before}<!-- support -->\n${table}\n<!-- end of support -->${after}`
  await expect(expected).toMatchFileSnapshot(path)
})
