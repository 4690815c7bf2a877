import type { Sql } from "../sql"

/** What the engine has to do and what holds it up, now. Counts are bounded by what is open, never by history. */
export interface Measurement {
  readonly jobsReady: number
  readonly jobsExecuting: number
  readonly jobsLater: number
  /** Seconds since the oldest job that is ready became so; 0 when none is. */
  readonly lagSeconds: number
  readonly runsQueued: number
  readonly runsRunning: number
  readonly runsFailedLastDay: number
  readonly waiting: number
  /** Leases that ended and that nobody has taken over. */
  readonly leasesLost: number
  /** Processes that have shown themselves in the last minute. */
  readonly processes: number
}

export async function measure(sql: Sql): Promise<Measurement> {
  const { rows } = await sql.query<Measurement>(`
    select
      (select count(*)::int from engine.jobs where ready and owner is null) as "jobsReady",
      (select count(*)::int from engine.jobs where owner is not null) as "jobsExecuting",
      (select count(*)::int from engine.jobs where not ready) as "jobsLater",
      (select coalesce(greatest(extract(epoch from now() - min(run_at)), 0), 0)::float8
         from engine.jobs where ready and owner is null) as "lagSeconds",
      (select count(*)::int from engine.runs where status = 'queued') as "runsQueued",
      (select count(*)::int from engine.runs where status = 'running') as "runsRunning",
      (select count(*)::int from engine.runs where status = 'failed' and ended_at > now() - interval '1 day')
        as "runsFailedLastDay",
      (select count(*)::int from engine.waits where kind not in ('cancel', 'start', 'finish')) as "waiting",
      (select count(*)::int from engine.jobs where owner is not null and lease_until < now()) as "leasesLost",
      (select count(*)::int from engine.processes where seen_at > now() - interval '1 minute') as "processes"`)
  const [measured] = rows
  if (!measured) throw new Error("unreachable: a select without a table has one row")
  return measured
}

const NAMES: Readonly<Record<keyof Measurement, readonly [name: string, help: string]>> = {
  jobsReady: ["inngest_jobs_ready", "Calls that could be made now."],
  jobsExecuting: ["inngest_jobs_executing", "Calls that are being made."],
  jobsLater: ["inngest_jobs_later", "Calls that are put off, retries included."],
  lagSeconds: ["inngest_lag_seconds", "How long the oldest call that could be made has waited."],
  runsQueued: ["inngest_runs_queued", "Runs that have not begun."],
  runsRunning: ["inngest_runs_running", "Runs that have begun and not ended."],
  runsFailedLastDay: ["inngest_runs_failed_last_day", "Runs that failed for good in the last 24 hours."],
  waiting: ["inngest_waits", "Sleeps, and waits for events, signals and invoked functions."],
  leasesLost: ["inngest_leases_lost", "Leases that ended and were not taken over."],
  processes: ["inngest_processes", "Processes that work on this database."],
}

/** The measurement as Prometheus reads it: text/plain; version=0.0.4. */
export function asPrometheus(measurement: Measurement): string {
  return Object.entries(NAMES)
    .map(
      ([key, [name, help]]) =>
        `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${measurement[key as keyof Measurement]}\n`,
    )
    .join("")
}
