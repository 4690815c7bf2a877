import type { Sql, SqlDatabase } from "./database"
import { type EmittedEvent, storeEvents } from "./webhooks/store-events"

/** The sandbox's surroundings, handed to everything inside it. */
export interface SandboxContext {
  db: SqlDatabase
  now(): Date
  webhookSecret: string
  webhookUrl(): string
  checkoutBaseUrl(): string
  deliver(request: Request): Promise<Response>
  /** Which events become webhooks; "*" is all of them. */
  enabledEvents: readonly string[]
  /** Tells the delivery loop that there is something to send. */
  wake(): void
  onError(error: unknown): void
}

/** One transaction, and what the things done in it need to know. */
export interface Work {
  sql: Sql
  now: Date
  enabledEvents: readonly string[]
  /** The API request behind it, as events name it. */
  request: { id: string | null; idempotencyKey: string | null }
  /** Stored when the work is done. */
  emitted: EmittedEvent[]
}

/** Runs `run` in a transaction; once it is committed, its webhooks go out at once. */
export async function transact<T>(
  context: SandboxContext,
  run: (work: Work) => Promise<T>,
  request: Work["request"] = { id: null, idempotencyKey: null },
): Promise<T> {
  let tells = false
  const result = await context.db.transaction(async (sql) => {
    const work: Work = {
      sql,
      now: context.now(),
      enabledEvents: context.enabledEvents,
      request,
      emitted: [],
    }
    const value = await run(work)
    await storeEvents(sql, work.emitted, work.now)
    tells = work.emitted.some(({ wanted }) => wanted)
    return value
  })
  if (tells) context.wake()
  return result
}

/** Unix seconds, the API's unit of time. */
export function unixSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
