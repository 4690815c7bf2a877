import { setTimeout as delay } from "node:timers/promises"
import { Client } from "pg"
import { afterEach, expect, test } from "vitest"
import { type Postgres, startPostgres } from "../../../tests/support/postgres"
import { seeded } from "../../../tests/support/seeded"
import { openPostgres } from "../src/databases/postgres-database"
import { diagnose } from "../src/operations/diagnose"
import { CrashProcess } from "./support/crash-process"
import { createTestDatabase } from "./support/test-database"

let child: CrashProcess | undefined
let ownPostgres: Postgres | undefined
afterEach(async () => {
  if (child && !child.ended) await child.kill()
  await ownPostgres?.stop()
  ownPostgres = undefined
})

/** Runs of every shape that end by themselves, each with a key of its own. */
const EVENTS = ["plain", "plain", "parallel", "fan", "invoke"]

function fifty(round = ""): { name: string; data: { k: string } }[] {
  return Array.from({ length: 50 }, (_, n) => {
    const shape = EVENTS[n % EVENTS.length]
    return { name: `crash/${shape}`, data: { k: `${shape}-${round}${n}` } }
  })
}

async function opened(database: string): Promise<CrashProcess> {
  const process = new CrashProcess()
  await process.open({ database, leaseMs: 5_000, checkpointing: true, concurrency: 8, retryDelayMs: 1_000 })
  child = process
  return process
}

async function untilEnded(database: string): Promise<void> {
  const db = openPostgres(database, { connections: 1 })
  try {
    for (;;) {
      const { rows } = await db
        .query<{ open: number }>(
          "select count(*)::int as open from engine.runs where status in ('queued', 'running')",
        )
        .catch(() => ({ rows: [{ open: 1 }] }))
      if (rows[0]?.open === 0) return
      await delay(100)
    }
  } finally {
    await db.close()
  }
}

/** Every run is completed, each step had its effect, none had it after it was memoized, nothing fanned out twice. */
async function expectSound(database: string, sent: number): Promise<void> {
  const db = openPostgres(database, { connections: 1 })
  const all = async (sql: string) => (await db.query(sql)).rows
  try {
    expect(await all("select id, status, error from engine.runs where status <> 'completed'")).toEqual([])
    const starters =
      "select count(*)::int as runs from engine.runs where function_id not in ('crash-fanned', 'crash-callee')"
    expect(await all(starters)).toEqual([{ runs: sent }])
    const fans = sent / EVENTS.length
    expect(
      await all("select count(*)::int as runs from engine.runs where function_id = 'crash-fanned'"),
    ).toEqual([{ runs: 2 * fans }])
    expect(
      await all("select count(*)::int as runs from engine.runs where function_id = 'crash-callee'"),
    ).toEqual([{ runs: fans }])
    expect(
      await all(`
        select r.id, s.name, 'has had no effect' as problem
        from engine.steps s join engine.runs r on r.id = s.run_id join engine.events e on e.id = r.event_ids[1]
        where s.op = 'StepRun' and s.name <> 'fan' and not exists (
          select 1 from public.effects f where f.run = e.payload::jsonb #>> '{data,k}' and f.step like s.name || '%')
        union all
        select r.id, s.name, 'ran again after its memo' from engine.steps s
        join engine.runs r on r.id = s.run_id join engine.events e on e.id = r.event_ids[1]
        join public.effects f on f.run = e.payload::jsonb #>> '{data,k}' and f.step = s.name
        where r.function_id = 'crash-plain' and f.at > s.ended_at + interval '2 milliseconds'`),
    ).toEqual([])
    expect(await diagnose(db)).toEqual([])
  } finally {
    await db.close()
  }
}

test("connections that are cut again and again, in the middle of commits too, lose nothing", async () => {
  const database = await createTestDatabase()
  const process = await opened(database)
  const random = seeded(7)
  process.send({ do: "send", events: fifty() })
  await process.heard((message) => message.is === "sent")
  const admin = new Client({ connectionString: database })
  await admin.connect()
  let cut = 0
  for (let n = 0; n < 40; n++) {
    await delay(random() * 60)
    const { rowCount } = await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    )
    cut += rowCount ?? 0
  }
  await admin.end()
  expect(cut).toBeGreaterThan(10)
  await untilEnded(database)
  await expectSound(database, 50)
})

test("a database that crashes and restarts three times under fifty runs loses nothing", async () => {
  ownPostgres = await startPostgres()
  const database = ownPostgres.url
  const process = await opened(database)
  for (const [round, how] of (["immediate", "fast", "immediate"] as const).entries()) {
    process.forget()
    process.send({ do: "send", events: fifty(`${round}-`) })
    await process.heard((message) => message.is === "sent")
    await delay(30)
    await ownPostgres.restart(how)
  }
  await untilEnded(database)
  await expectSound(database, 150)
  await process.close()
})
