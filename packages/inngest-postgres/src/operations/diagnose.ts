import { readStoredFunctions } from "../functions/load-functions"
import type { Sql } from "../sql"

export interface Finding {
  readonly problem: string
  /** How many, counted to 1,000. */
  readonly count: number
  /** Ids of up to five of them. */
  readonly examples: readonly string[]
  readonly advice: string
}

/** Each selects the ids of what is wrong. */
const SYMPTOMS: readonly { problem: string; advice: string; sql: string }[] = [
  {
    problem: "Runs whose lease ended over a minute ago and that nobody has taken over",
    advice: "Is a process running on this database? Start one: it takes them over at once.",
    sql: `select run_id from engine.jobs
      where owner is not null and lease_until < now() - interval '1 minute'`,
  },
  {
    problem: "Runs whose process died under them again and again",
    advice:
      "Look at the step they are in: it may need more memory than there is, or end the process. After five deaths each try waits longer, up to a minute. Cancel the run if it cannot be mended.",
    sql: "select run_id from engine.jobs where lost > 1",
  },
  {
    problem: "Calls that could have been made a minute ago",
    advice: "All processes are busy or none runs. Raise their concurrency, or start another.",
    sql: `select run_id from engine.jobs
      where ready and owner is null and key1 is null and run_at < now() - interval '1 minute'`,
  },
  {
    problem: "Runs that wait for their function's concurrency limit for over an hour",
    advice: "Something with the same key may be stuck, or the limit is too low.",
    sql: `select run_id from engine.jobs
      where ready and owner is null and key1 is not null and run_at < now() - interval '1 hour'`,
  },
  {
    problem: "Runs that are open and wait for nothing",
    advice: "This should not happen: please report it. Cancel them and run them again.",
    sql: `select id from engine.runs r where status in ('queued', 'running')
      and not exists (select 1 from engine.jobs j where j.run_id = r.id)
      and not exists (select 1 from engine.waits w where w.run_id = r.id)`,
  },
  {
    problem: "Open runs of functions that no app serves any more",
    advice: "Deploy the function again under the same id, or cancel them.",
    sql: `select r.id from engine.runs r left join engine.functions f on f.id = r.function_id and f.active
      where r.status in ('queued', 'running') and f.id is null`,
  },
  {
    problem: "Cron times that are overdue by over a minute",
    advice: "Is a process running on this database?",
    sql: `select c.function_id from engine.crons c join engine.functions f on f.id = c.function_id and f.active
      where c.next_at < now() - interval '1 minute'`,
  },
  {
    problem: "Sleeps and waits that are overdue by over a minute",
    advice: "Is a process running on this database?",
    sql: "select run_id from engine.waits where fires_at < now() - interval '1 minute'",
  },
]

/** Looks for what is stuck. Reads only what is open, so it is quick on any history; an empty list is good news. */
export async function diagnose(sql: Sql): Promise<Finding[]> {
  const findings = await unreadableFunctions(sql)
  for (const { problem, advice, sql: symptom } of SYMPTOMS) {
    const { rows } = await sql.query<{ count: number; examples: string[] | null }>(
      `select count(*)::int as count, (array_agg(id))[1:5] as examples
       from (select * from (${symptom}) as found (id) limit 1000) as bounded`,
    )
    const [found] = rows
    if (found && found.count > 0) {
      findings.push({ problem, advice, count: found.count, examples: found.examples ?? [] })
    }
  }
  return findings
}

async function unreadableFunctions(sql: Sql): Promise<Finding[]> {
  const { unreadable } = await readStoredFunctions(sql)
  const [reason] = unreadable.values()
  if (reason === undefined) return []
  return [
    {
      problem:
        "Functions that this version of the engine cannot read: their runs wait, their events start none",
      count: unreadable.size,
      examples: [...unreadable.keys()].slice(0, 5),
      advice: `Deploy the app so that it registers them again, or run the version that they were registered with. ${reason}`,
    },
  ]
}
