import { afterEach, expect, test } from "vitest"
import { openPostgres } from "../src/databases/postgres-database"
import type { Sql, SqlDatabase } from "../src/sql"
import { openInProcess } from "./support/open-in-process"
import { createTestDatabase } from "./support/test-database"

const toClose: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
})

/** A database that counts the waits it is asked to read. */
function counting(db: SqlDatabase): { db: SqlDatabase; read: () => number } {
  let read = 0
  const over = (sql: Sql): Sql => ({
    exec: sql.exec,
    async query<Row>(text: string, params?: readonly unknown[]) {
      const result = await sql.query<Row>(text, params)
      if (text.includes("as trigger")) read += result.rows.length
      return result
    },
  })
  const counted: SqlDatabase = {
    ...over(db),
    transaction: (work) => db.transaction((tx) => work(over(tx))),
    ...(db.listen ? { listen: db.listen } : {}),
  }
  return { db: counted, read: () => read }
}

/** Copies the one run there is, with what it waits for, to `count` more, each with a key of its own. */
const COPY = `with copies as (select n, ' copy-' || n as suffix from generate_series(1, $1::int) n
), events as (
  insert into engine.events (id, name, payload)
  select e.id || suffix, e.name, replace(e.payload, '"original"', to_json('copy-' || n)::text)
  from engine.events e, copies
), runs as (
  insert into engine.runs (id, function_id, status, event_name, event_ids, plain)
  select r.id || suffix, r.function_id, r.status, r.event_name, array[r.event_ids[1] || suffix], r.plain
  from engine.runs r, copies
), steps as (
  insert into engine.steps (run_id, id, seq, op, status, name)
  select s.run_id || suffix, s.id, s.seq, s.op, s.status, s.name from engine.steps s, copies
)
insert into engine.waits (run_id, step_id, kind, event_name, expression, match_path, match_key)
select w.run_id || suffix, w.step_id, w.kind, w.event_name, w.expression, w.match_path,
  case match_path when '' then '' else encode(sha256(convert_to(to_json('copy-' || n)::text, 'utf8')), 'hex') end
from engine.waits w, copies`

async function openWaiting(match: { match: string } | { if: string }) {
  const owned = openPostgres(await createTestDatabase(), { connections: 4 })
  toClose.push(() => owned.close())
  const { db, read } = counting(owned)
  const world = await openInProcess(
    (inngest) => [
      inngest.createFunction(
        {
          id: "patient",
          cancelOn: [{ event: "shop/stop", match: "data.k" }],
          triggers: { event: "shop/go" },
        },
        async ({ step }) => {
          const reply = await step.waitForEvent("reply", { event: "shop/reply", timeout: "1h", ...match })
          return reply?.data.k
        },
      ),
    ],
    { db },
  )
  toClose.push(world.close)
  await world.inngest.send({ name: "shop/go", data: { k: "original" } })
  await world.engine.idle()
  const statuses = async () => {
    const { rows } = await db.query<{ status: string; count: number }>(
      "select status, count(*)::int as count from engine.runs group by 1 order by 1",
    )
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
  }
  return { ...world, read, statuses }
}

test("among ten thousand runs that wait for one event, only those of its key are read", async () => {
  const { inngest, engine, db, read, statuses } = await openWaiting({ match: "data.k" })
  await db.query(COPY, [10_000])
  await inngest.send({ name: "shop/reply", data: { k: "copy-777" } })
  await inngest.send([
    { name: "shop/reply", data: { k: "nobody" } },
    { name: "shop/reply", data: {} },
    { name: "shop/reply", data: { k: "original" } },
  ])
  await inngest.send({ name: "shop/stop", data: { k: "copy-778" } })
  await engine.idle()
  expect(await statuses()).toEqual({ cancelled: 1, completed: 2, running: 9_998 })
  expect(read()).toBe(3)
})

test("waits that no field tells apart are compared page by page, to the last one", async () => {
  const { inngest, engine, db, read, statuses } = await openWaiting({
    if: "event.data.k == async.data.k || async.data.all",
  })
  await db.query(COPY, [1_200])
  const { rows } = await db.query<{ run: string }>("select max(run_id) as run from engine.waits")
  const last = rows[0]?.run.split(" ").at(-1)
  await inngest.send({ name: "shop/reply", data: { k: last } })
  await engine.idle()
  expect(await statuses()).toEqual({ completed: 1, running: 1_200 })
  expect(read()).toBe(1_201)
})
