import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { afterEach, describe, expect, it } from "vitest"
import { openPostgres } from "../src/databases/postgres-database"
import { diagnose } from "../src/operations/diagnose"
import { asPrometheus, measure } from "../src/operations/measure"
import { prune } from "../src/operations/prune"
import { migrate } from "../src/schema/migrate"
import { createEngineServer } from "../src/server/create-engine-server"
import type { SqlDatabase } from "../src/sql"
import { type EngineWorld, SIGNING_KEY, settled } from "./support/engine-world"
import { openInProcess } from "./support/open-in-process"
import { freshPglite } from "./support/pglite-database"
import { createTestDatabase } from "./support/test-database"

const DAY_MS = 24 * 60 * 60_000

const toClose: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close()
})

async function openShop(): Promise<EngineWorld> {
  const world = await openInProcess((inngest) => [
    inngest.createFunction({ id: "quick", triggers: { event: "shop/quick" } }, async ({ step }) => {
      await step.run("only", () => "done")
    }),
    inngest.createFunction({ id: "patient", triggers: { event: "shop/patient" } }, async ({ step }) => {
      await step.waitForEvent("ever", { event: "shop/never", timeout: "90d" })
    }),
    inngest.createFunction({ id: "once", retries: 1, triggers: { event: "shop/once" } }, () => "ran"),
  ])
  toClose.push(world.close)
  return world
}

const COUNTS = `select
  (select count(*)::int from engine.runs) as runs,
  (select count(*)::int from engine.steps) as steps,
  (select count(*)::int from engine.events) as events`

describe("what is older than the retention", () => {
  it("is deleted with its steps and events; what is younger, open, or still needed stays", async () => {
    const world = await openShop()
    await world.inngest.send([
      { name: "shop/quick", data: { n: 1 } },
      { name: "shop/quick", data: { n: 2 } },
      { name: "shop/patient" },
      { name: "shop/nobody-listens" },
    ])
    await world.engine.idle()
    await world.db.exec(`
      update engine.events set received_at = now() - interval '40 days';
      update engine.runs set ended_at = now() - interval '40 days' where ended_at is not null;
      update engine.runs set ended_at = now() where id = (select max(id) from engine.runs where status = 'completed');`)
    expect((await world.db.query(COUNTS)).rows).toEqual([{ runs: 3, steps: 3, events: 4 }])
    expect(await prune(world.db, 30 * DAY_MS)).toEqual({ runs: 1, events: 2 })
    // The young run and the one that waits, each with its event and its step.
    expect((await world.db.query(COUNTS)).rows).toEqual([{ runs: 2, steps: 2, events: 2 }])
    expect(await prune(world.db, 30 * DAY_MS)).toEqual({ runs: 0, events: 0 })
    await world.inngest.send({ name: "shop/never" })
    await settled(world)
    expect((await world.engine.listRuns()).map(({ status }) => status)).toEqual(["completed", "completed"])
  })

  it("is deleted however much there is, by several processes at once", async () => {
    const db = openPostgres(await createTestDatabase(), { connections: 4 })
    toClose.push(() => db.close())
    await migrate(db)
    await db.exec(`
      insert into engine.events (id, name, payload, received_at)
        select 'e' || n, 'shop/old', '{}', now() - interval '2 days' from generate_series(1, 2300) n;
      insert into engine.runs (id, function_id, status, event_name, event_ids, ended_at)
        select 'r' || n, 'f', 'completed', 'shop/old', array['e' || n], now() - interval '2 days' from generate_series(1, 2300) n;`)
    const deleted = await Promise.all([prune(db, DAY_MS), prune(db, DAY_MS)])
    expect(deleted.reduce((sum, { runs }) => sum + runs, 0)).toBe(2300)
    expect(deleted.reduce((sum, { events }) => sum + events, 0)).toBe(2300)
    expect((await db.query(COUNTS)).rows).toEqual([{ runs: 0, steps: 0, events: 0 }])
  })

  it("cannot be younger than a day, as long as ids and idempotency keys are known", async () => {
    const db = await freshPglite()
    await expect(createEngineServer({ db, appUrls: [], port: 0, retentionMs: DAY_MS - 1 })).rejects.toThrow(
      "a day at least",
    )
  })
})

/** Each makes one thing wrong, by hand, and names the words by which the doctor tells of it. */
const PLANTED: readonly [problem: string, sql: string][] = [
  [
    "lease ended over a minute ago",
    "update engine.jobs set owner = 'gone', lease_until = now() - interval '2 minutes'",
  ],
  ["died under them again and again", "update engine.jobs set lost = 2"],
  [
    "could have been made a minute ago",
    "update engine.jobs set ready = true, run_at = now() - interval '2 minutes'",
  ],
  [
    "concurrency limit for over an hour",
    "update engine.jobs set ready = true, key1 = 'k', limit1 = 1, run_at = now() - interval '2 hours'",
  ],
  ["wait for nothing", "delete from engine.jobs"],
  ["no app serves any more", "update engine.functions set active = false"],
  ["cannot read", "update engine.functions set config = '{}'"],
  [
    "Cron times that are overdue",
    "insert into engine.crons (function_id, expression, next_at) values ('shop-f', '* * * * *', now() - interval '2 minutes')",
  ],
  [
    "Sleeps and waits that are overdue",
    "insert into engine.waits (run_id, step_id, kind, fires_at) values ('r1', 's', 'sleep', now() - interval '2 minutes')",
  ],
]

async function databaseWithARun(): Promise<SqlDatabase> {
  const db = await freshPglite()
  await migrate(db)
  await db.exec(`
    insert into engine.apps (id, url) values ('shop', '');
    insert into engine.functions (id, app_id, name, config) values ('shop-f', 'shop', 'f', '{"id":"shop-f"}');
    insert into engine.runs (id, function_id, status, event_name, event_ids) values ('r1', 'shop-f', 'running', 'e', array['e1']);
    insert into engine.jobs (run_id, function_id, ready, run_at, sort_at) values ('r1', 'shop-f', false, now() + interval '1 hour', now());`)
  return db
}

describe("the doctor", () => {
  it("finds nothing where all is well", async () => {
    expect(await diagnose(await databaseWithARun())).toEqual([])
  })

  it.each(PLANTED)("finds what is wrong: %s", async (problem, sql) => {
    const db = await databaseWithARun()
    await db.exec(sql)
    const findings = await diagnose(db)
    expect(findings.map((finding) => finding.problem)).toEqual([expect.stringContaining(problem)])
    expect(findings[0]).toMatchObject({ count: 1, examples: [expect.stringMatching(/^(r1|shop-f)$/)] })
  })

  it("is a command that ends with 1 when something is stuck", async () => {
    const databaseUrl = await createTestDatabase()
    const db = openPostgres(databaseUrl, { connections: 1 })
    toClose.push(() => db.close())
    expect(await doctor(databaseUrl)).toMatchObject({
      code: 0,
      said: expect.stringContaining("Nothing is stuck."),
    })
    await db.exec(
      "insert into engine.runs (id, function_id, status, event_name, event_ids) values ('r9', 'f', 'running', 'e', array['e1'])",
    )
    expect(await doctor(databaseUrl)).toMatchObject({ code: 1, said: expect.stringContaining("r9") })
  })
})

async function doctor(databaseUrl: string): Promise<{ code: number; said: string }> {
  const path = fileURLToPath(new URL("../bin/inngest-postgres.mjs", import.meta.url))
  const command = spawn(process.execPath, [path, "doctor", "--database-url", databaseUrl])
  let said = ""
  command.stdout.on("data", (chunk: Buffer) => {
    said += chunk.toString()
  })
  const [code] = (await once(command, "close")) as [number]
  return { code, said }
}

describe("the measurement", () => {
  it("counts what is open, in Prometheus's words and behind the signing key", async () => {
    const world = await openShop()
    await world.inngest.send([{ name: "shop/patient" }, { name: "shop/quick" }])
    await world.engine.idle()
    const measured = await measure(world.db)
    expect(measured).toMatchObject({ runsRunning: 1, waiting: 1, jobsReady: 0, leasesLost: 0, processes: 1 })
    expect(asPrometheus(measured)).toContain("# TYPE inngest_runs_running gauge\ninngest_runs_running 1\n")

    const server = await createEngineServer({
      db: await freshPglite(),
      appUrls: [],
      port: 0,
      signingKey: SIGNING_KEY,
      eventKeys: ["key"],
    })
    toClose.push(() => server.close())
    expect((await fetch(`${server.url}/metrics`)).status).toBe(401)
    const open = await createEngineServer({ db: await freshPglite(), appUrls: [], port: 0 })
    toClose.push(() => open.close())
    const answer = await fetch(`${open.url}/metrics`)
    expect(answer.headers.get("content-type")).toContain("text/plain")
    expect(await answer.text()).toContain("inngest_lag_seconds 0\n")
  })
})

describe("a call under which five processes have died in a row", () => {
  it("waits before it is tried again, while the others go on, and is not given up", async () => {
    const world = await openShop()
    await world.engine.stop()
    await world.inngest.send([{ name: "shop/once" }, { name: "shop/quick" }])
    await world.db.exec(`
      update engine.jobs set owner = 'dead', lease_until = now() - interval '1 minute';
      update engine.jobs set lost = 5 where function_id = 'shop-once'`)
    await world.engine.start()
    await world.engine.idle()
    const statuses = async () =>
      Object.fromEntries(
        (await world.engine.listRuns()).map(({ functionId, status }) => [functionId, status]),
      )
    expect(await statuses()).toEqual({ "shop-quick": "completed", "shop-once": "queued" })
    await settled(world, 2)
    expect(await statuses()).toEqual({ "shop-quick": "completed", "shop-once": "completed" })
  })
})
