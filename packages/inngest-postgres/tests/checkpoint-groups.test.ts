import { afterEach, expect, test } from "vitest"
import { openPostgres } from "../src/databases/postgres-database"
import type { SqlDatabase } from "../src/sql"
import { openInProcess } from "./support/open-in-process"
import { createTestDatabase } from "./support/test-database"

const RUNS = 6

const toClose: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
})

/**
 * A database that holds the first statement of checkpoints until so many steps have run, so that the others are asked
 * for as one group; and the sizes of the groups that it refused.
 */
function grouping(db: SqlDatabase, allRan: Promise<void>): { db: SqlDatabase; refused: number[] } {
  const refused: number[] = []
  let first = true
  const grouped: SqlDatabase = {
    ...db,
    async query<Row>(text: string, params?: readonly unknown[]) {
      if (!text.startsWith("with calls as")) return db.query<Row>(text, params)
      if (first) {
        first = false
        await allRan
      }
      return db.query<Row>(text, params).catch((error: unknown) => {
        const [jobs] = params as [unknown[]]
        refused.push(jobs.length)
        throw error
      })
    },
  }
  return { db: grouped, refused }
}

test("of steps that are stored together, one that the database refuses holds up none of the others", async () => {
  const owned = openPostgres(await createTestDatabase(), { connections: 4 })
  toClose.push(() => owned.close())
  let ran = 0
  let letGo = () => {}
  const { db, refused } = grouping(
    owned,
    new Promise<void>((resolve) => {
      letGo = resolve
    }),
  )
  const effects: string[] = []
  const did = (what: string) => {
    effects.push(what)
    ran += 1
    if (ran === RUNS + 1) letGo()
    return what
  }
  const world = await openInProcess(
    (inngest) => [
      inngest.createFunction({ id: "fine", triggers: { event: "shop/go" } }, async ({ event, step }) => {
        await step.run("first", () => did(`first ${event.data.k}`))
        return step.run("second", () => event.data.k)
      }),
      inngest.createFunction({ id: "refused", triggers: { event: "shop/refused" } }, ({ step }) =>
        step.run("refused", () => did("refused")),
      ),
    ],
    { db, concurrency: 2 * RUNS },
  )
  toClose.push(() => world.close())
  await owned.exec(`
    create function refuse() returns trigger language plpgsql as
      $$ begin raise exception 'not this one'; end $$;
    create trigger refuse before insert on engine.steps for each row when (new.name = 'refused')
      execute function refuse()`)
  await world.inngest.send([
    ...Array.from({ length: RUNS }, (_, k) => ({ name: "shop/go", data: { k } })),
    { name: "shop/refused", data: {} },
  ])
  const runs = (functionId: string) => world.engine.listRuns({ functionId, limit: 50 })
  const completed = async (functionId: string) =>
    (await runs(functionId)).filter(({ status }) => status === "completed").length
  await expect.poll(() => completed("shop-fine"), { timeout: 30_000 }).toBe(RUNS)

  expect(Math.max(...refused), "a group of several was refused").toBeGreaterThan(1)
  expect(effects.filter((effect) => effect !== "refused").sort()).toEqual(
    Array.from({ length: RUNS }, (_, k) => `first ${k}`),
  )
  expect(await completed("shop-refused")).toBe(0)
  await owned.exec("drop trigger refuse on engine.steps")
  await expect.poll(() => completed("shop-refused"), { timeout: 30_000 }).toBe(1)
})
