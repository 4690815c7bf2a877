import { afterEach, expect, test } from "vitest"
import { openPostgres } from "../src/databases/postgres-database"
import { openInProcess } from "./support/open-in-process"
import { createTestDatabase } from "./support/test-database"

const EVENTS = 10_000

const toClose: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
})

test("ten thousand events at once: none is lost, none runs twice, and one that comes meanwhile is not kept waiting for all of them", async () => {
  const db = openPostgres(await createTestDatabase(), { connections: 8 })
  toClose.push(() => db.close())
  const seen = new Map<number, number>()
  let before = -1
  const world = await openInProcess(
    (inngest) => [
      inngest.createFunction({ id: "flood", triggers: { event: "shop/flood" } }, ({ event }) => {
        const n = Number(event.data.n)
        seen.set(n, (seen.get(n) ?? 0) + 1)
      }),
      inngest.createFunction(
        { id: "urgent", priority: { run: "600" }, triggers: { event: "shop/urgent" } },
        () => {
          before = seen.size
        },
      ),
    ],
    { db },
  )
  toClose.push(world.close)
  const halves = [0, EVENTS / 2].map((from) =>
    world.inngest.send(
      Array.from({ length: EVENTS / 2 }, (_, n) => ({ name: "shop/flood", data: { n: from + n } })),
    ),
  )
  await Promise.all(halves)
  await world.inngest.send({ name: "shop/urgent" })
  await world.engine.idle({ timeoutMs: 150_000 })
  const { rows } = await db.query("select status, count(*)::int as runs from engine.runs group by 1")
  expect(rows).toEqual([{ status: "completed", runs: EVENTS + 1 }])
  expect(seen.size).toBe(EVENTS)
  expect([...seen.values()].filter((times) => times !== 1)).toEqual([])
  expect(before).toBeGreaterThanOrEqual(0)
  expect(before).toBeLessThan(EVENTS)
}, 180_000)
