import { type SQL, sql } from "drizzle-orm"
import type { Context } from "../context"
import type { Check } from "./check"
import { INVARIANTS, type Invariant } from "./invariants"

export interface Violation {
  readonly subject: string
  readonly problem: string
}

export interface Verdict {
  readonly name: Invariant["name"]
  readonly title: string
  /** How many rows break it. */
  readonly violations: number
  /** The first few of them. */
  readonly examples: readonly Violation[]
  /** How many of its checks were left out, since this database has not got the tables that they read. */
  readonly skipped: number
}

/** Work is given this long to come to rest before it counts as stuck. */
const SETTLE_MS = 15 * 60_000
const EXAMPLES = 5

/** Checks I1–I11 on the database as it is now. Only reads. `settledBefore` is when waiting work counts as stuck. */
export async function verifyInvariants(
  ctx: Pick<Context, "db" | "now">,
  settledBefore = new Date(ctx.now().getTime() - SETTLE_MS),
): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  for (const { name, title, checks } of INVARIANTS) {
    const found: { total: number; examples: Violation[] }[] = []
    for (const check of checks) {
      if (await isThere(ctx, check.needs)) found.push(await run(ctx, check, settledBefore))
    }
    verdicts.push({
      name,
      title,
      violations: found.reduce((sum, { total }) => sum + total, 0),
      examples: found.flatMap(({ examples }) => examples).slice(0, EXAMPLES),
      skipped: checks.length - found.length,
    })
  }
  return verdicts
}

async function isThere(ctx: Pick<Context, "db">, table: string | undefined): Promise<boolean> {
  if (table === undefined) return true
  const [row] = await select<{ there: boolean }>(ctx, sql`select to_regclass(${table}) is not null as there`)
  return row?.there ?? false
}

async function run(ctx: Pick<Context, "db">, check: Check, settledBefore: Date) {
  const rows = await select<Violation & { total: number }>(
    ctx,
    sql`
      with settled as (select ${settledBefore.toISOString()}::timestamptz as before)
      select subject, problem, (count(*) over ())::int as total from (${sql.raw(check.sql)}) broken
      order by subject limit ${EXAMPLES}`,
  )
  return {
    total: rows[0]?.total ?? 0,
    examples: rows.map(({ subject, problem }) => ({ subject, problem })),
  }
}

/** Both drivers answer with `rows`; drizzle's type for either does not say so. */
async function select<Row>(ctx: Pick<Context, "db">, query: SQL): Promise<Row[]> {
  const result = (await ctx.db.execute(query)) as unknown as { rows: Row[] }
  return result.rows
}
