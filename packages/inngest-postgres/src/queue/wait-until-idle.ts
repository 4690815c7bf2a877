import type { EngineContext } from "../engine-context"

/**
 * Resolves when no call is in flight and nothing in the database could be done at this moment.
 * @throws Error saying what is still going on when `timeoutMs` has passed
 */
export async function waitUntilIdle(context: EngineContext, timeoutMs: number): Promise<void> {
  const giveUpAt = performance.now() + timeoutMs
  for (;;) {
    const runnable = context.pump.working > 0 ? 1 : await countRunnable(context)
    if (runnable === 0 && context.pump.working === 0) return
    if (performance.now() > giveUpAt) {
      throw new Error(
        `After ${timeoutMs} ms ${context.pump.working} calls are in flight and ${runnable} jobs could run. Is the engine started?`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function countRunnable(context: EngineContext): Promise<number> {
  const { rows } = await context.db.query<{ count: number }>(
    `select ((select count(*) from engine.jobs where (ready or run_at <= now()) and owner is null)
       + (select count(*) from engine.jobs where owner is not null)
       + (select count(*) from engine.waits where fires_at <= now())
       + (select count(*) from engine.debounces where fires_at <= now())
       + (select count(*) from engine.batches where closes_at <= now()))::int as count`,
  )
  return rows[0]?.count ?? 0
}
