import { setTimeout as delay } from "node:timers/promises"
import { Pool } from "pg"
import { ANSWERED_BY, EFFECTS, type Kind } from "./crash-functions"
import { CrashProcess } from "./crash-process"

export interface RandomKills {
  /** Of an empty Postgres database. */
  url: string
  random: () => number
  kills: number
  /** Runs that are kept open at every moment, of all kinds. */
  inFlight: number
  /** After each kill; false ends the killing early, and what there was is checked all the same. */
  onKill?: (kill: number) => boolean
}

export interface Outcome {
  kills: number
  runs: number
  /** Effects that a step had more than once, because its process died before the memo was stored. */
  repeated: number
  /** What should not be, in words; empty when all is well. */
  problems: string[]
}

const KINDS = Object.keys(EFFECTS) as Kind[]
const PROCESSES = 2
/** The longest pause between two kills. */
const PAUSE_MS = 400
const ANSWER_AGAIN_MS = 3_000
const PATIENCE_MS = 120_000

/**
 * Keeps runs of every kind open in two processes on one database, kills one of them again and again at random moments,
 * and when all runs have come to their end says what is not as it should be.
 */
export async function randomKills({
  url,
  random,
  kills,
  inFlight,
  onKill = () => true,
}: RandomKills): Promise<Outcome> {
  const pool = new Pool({ connectionString: url, max: 4 })
  const sent: { k: string; kind: Kind }[] = []
  const answeredAt = new Map<string, number>()
  const alive = await Promise.all(Array.from({ length: PROCESSES }, () => open(new CrashProcess(), url)))
  let spare = new CrashProcess()
  try {
    let killed = 0
    for (let more = true; more && killed < kills; more = onKill(killed)) {
      for (let open = await openRuns(pool); open < inFlight; open++) {
        sent.push({ k: `k${sent.length}`, kind: KINDS[Math.floor(random() * KINDS.length)] ?? "plain" })
      }
      await sendUnknown(pool, alive, sent)
      await answerWaiting(pool, alive, answeredAt)
      await delay(random() * PAUSE_MS)
      const victim = Math.floor(random() * alive.length)
      await alive[victim]?.kill()
      alive[victim] = await open(spare, url)
      spare = new CrashProcess()
      killed++
    }
    const giveUpAt = performance.now() + PATIENCE_MS
    do {
      await sendUnknown(pool, alive, sent)
      await answerWaiting(pool, alive, answeredAt)
      await delay(50)
    } while (
      ((await openRuns(pool)) > 0 || (await unknown(pool, sent)).length > 0) &&
      performance.now() < giveUpAt
    )
    return await outcomeOf(pool, killed, sent)
  } finally {
    await spare.kill()
    await Promise.all(alive.map((child) => child.close()))
    await pool.end()
  }
}

async function open(child: CrashProcess, url: string): Promise<CrashProcess> {
  await child.open({ database: url, leaseMs: 10_000, checkpointing: true, concurrency: 16 })
  return child
}

async function openRuns(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "select count(*)::int as count from engine.runs where status in ('queued', 'running')",
  )
  return rows[0]?.count ?? 0
}

/** What was sent and is not stored: its process may have died before. Sent again with the same id, as one should. */
async function unknown(pool: Pool, sent: readonly { k: string; kind: Kind }[]) {
  const { rows } = await pool.query<{ caller_id: string }>(
    "select caller_id from engine.events where caller_id is not null",
  )
  const stored = new Set(rows.map((row) => row.caller_id))
  return sent.filter(({ k }) => !stored.has(k))
}

async function sendUnknown(
  pool: Pool,
  alive: readonly CrashProcess[],
  sent: readonly { k: string; kind: Kind }[],
): Promise<void> {
  const missing = await unknown(pool, sent)
  const events = missing.map(({ k, kind }) => ({ id: k, name: `crash/${kind}`, data: { k } }))
  if (events.length > 0) alive.find((child) => !child.ended)?.send({ do: "send", events })
}

/** Gives runs that wait for an event or a signal what they wait for; again when it has not helped for a while. */
async function answerWaiting(
  pool: Pool,
  alive: readonly CrashProcess[],
  answeredAt: Map<string, number>,
): Promise<void> {
  const { rows } = await pool.query<{ kind: Kind; k: string }>(
    `select replace(r.event_name, 'crash/', '') as kind, e.caller_id as k
     from engine.waits w join engine.runs r on r.id = w.run_id join engine.events e on e.id = r.event_ids[1]
     where w.kind in ('event', 'signal')`,
  )
  const now = performance.now()
  const events = rows.flatMap(({ kind, k }) => {
    const name = ANSWERED_BY[kind]
    if (!name || now - (answeredAt.get(k) ?? Number.NEGATIVE_INFINITY) < ANSWER_AGAIN_MS) return []
    answeredAt.set(k, now)
    return [{ name, data: { k } }]
  })
  if (events.length > 0) alive.find((child) => !child.ended)?.send({ do: "send", events })
}

async function outcomeOf(
  pool: Pool,
  kills: number,
  sent: readonly { k: string; kind: Kind }[],
): Promise<Outcome> {
  const problems: string[] = []
  const { rows: runs } = await pool.query<{ id: string; status: string; name: string }>(
    "select id, status, event_name as name from engine.runs",
  )
  for (const { id, status, name } of runs) {
    if (status !== "completed") problems.push(`The run ${id} of ${name} is ${status}.`)
  }
  const { rows: effects } = await pool.query<{ run: string; step: string; count: number }>(
    "select run, step, count(*)::int as count from public.effects group by 1, 2",
  )
  const had = new Set(effects.map(({ run, step }) => `${run} ${step}`))
  for (const { k, kind } of sent) {
    for (const step of EFFECTS[kind])
      if (!had.has(`${k} ${step}`)) problems.push(`${kind} ${k} never did ${step}.`)
  }
  // A step's end is that of the execution whose memo was stored, in whole milliseconds of the process's clock. What a
  // repeated step did after that, it did although it had a memo.
  const { rows: again } = await pool.query<{ run: string; step: string; lateMs: number }>(
    `select f.run, f.step, (extract(epoch from max(f.at) - max(s.ended_at)) * 1000)::float8 as "lateMs"
     from public.effects f
     join engine.events e on e.payload::jsonb -> 'data' ->> 'k' = f.run
     join engine.runs r on r.event_ids[1] = e.id
     join engine.steps s on s.run_id = r.id and s.op = 'StepRun'
       and (s.name = f.step or (s.name = 'fanned' and f.step = 'fanned' || (e.payload::jsonb -> 'data' ->> 'n')))
     group by f.run, f.step
     having count(*) > 1 and max(f.at) >= max(s.ended_at) + interval '1 millisecond'`,
  )
  for (const { run, step, lateMs } of again) {
    problems.push(`${run} did ${step} again ${lateMs} ms after the execution that its memo is of had ended.`)
  }
  const { rows: fans } = await pool.query<{ k: string; runs: number }>(
    `select e.payload::jsonb -> 'data' ->> 'k' as k, count(*)::int as runs
     from engine.runs r join engine.events e on e.id = r.event_ids[1]
     where r.event_name = 'crash/fanned' group by 1 having count(*) <> 2`,
  )
  for (const fan of fans) problems.push(`${fan.k} fanned out to ${fan.runs} runs and not to 2.`)
  const repeated = effects.reduce((sum, { count }) => sum + count - 1, 0)
  return { kills, runs: runs.length, repeated, problems }
}
