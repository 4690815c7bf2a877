import type { Sql } from "../database"

export interface Clock {
  now(): Date
  close(): void
}

const LOOK_EVERY_MS = 60_000
/** The embedded database tells whole milliseconds. */
const RESOLUTION_MS = 1

/**
 * The time by the database's clock, which all processes of a shop share: what one sets aside for half an hour, another
 * whose own clock is wrong must not give away. Between two looks it goes on with this process's monotonic clock; a
 * look that fails changes nothing, and one that differs by no more than it took neither.
 */
export async function openDatabaseClock(sql: Sql): Promise<Clock> {
  let { originMs } = await lookAt(sql)
  const timer = setInterval(() => {
    lookAt(sql).then(
      (look) => {
        if (Math.abs(look.originMs - originMs) > look.tookMs + RESOLUTION_MS) originMs = look.originMs
      },
      () => undefined,
    )
  }, LOOK_EVERY_MS)
  timer.unref()
  return {
    now: () => new Date(originMs + performance.now()),
    close: () => clearInterval(timer),
  }
}

/** The database's time at the zero of the monotonic clock. */
async function lookAt(sql: Sql): Promise<{ originMs: number; tookMs: number }> {
  const asked = performance.now()
  const { rows } = await sql.query<{ ms: number }>(
    "select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms",
  )
  const answered = performance.now()
  return { originMs: (rows[0]?.ms ?? Number.NaN) - (asked + answered) / 2, tookMs: answered - asked }
}
