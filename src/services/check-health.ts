import { sql } from "drizzle-orm"
import type { Database } from "../store/context"

/** `behind`: something has waited longer than it should; nothing is lost, and it is tried again by itself. */
export type Health = "up" | "behind" | "down"

export interface ShopHealth {
  readonly ok: boolean
  readonly dependencies: Readonly<Record<"database" | "workflow" | "payments" | "mail", Health>>
  /** What of it a person would notice, and what still works. */
  readonly notes: readonly string[]
}

const LATE_SECONDS = 120

const NOTES = {
  database:
    "The database does not answer. Pages that are kept can be read; nothing can be bought until it is back.",
  workflow:
    "The workflow engine takes no events. Orders are taken and paid; their stages follow when it is back.",
  payments:
    "The payment provider has not confirmed refunds or answered about payments for minutes. It is asked again.",
  mail: "The mailer has not taken letters for minutes. Orders wait at that stage and try again.",
} as const

/** What can be told without asking any of them: from what waits, and for how long. */
export async function checkHealth(db: Database): Promise<ShopHealth> {
  const waiting = await oldestWaiting(db).catch(() => undefined)
  const late = (seconds: number | undefined): Health => ((seconds ?? 0) > LATE_SECONDS ? "behind" : "up")
  const dependencies = {
    database: waiting ? "up" : "down",
    workflow: late(waiting?.outbox),
    payments: late(waiting && Math.max(waiting.refunds, waiting.inbox)),
    mail: late(waiting?.letters),
  } as const
  const names = Object.keys(NOTES) as (keyof typeof NOTES)[]
  return {
    ok: waiting !== undefined,
    dependencies,
    notes: names.filter((name) => dependencies[name] !== "up").map((name) => NOTES[name]),
  }
}

/** Seconds since the oldest of what waits; zero when nothing does. */
type Waiting = Readonly<Record<"outbox" | "inbox" | "refunds" | "letters", number>>

async function oldestWaiting(db: Database): Promise<Waiting> {
  const { rows } = (await db.execute(sql`
    select
      (select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from outbox where sent_at is null) as outbox,
      (select coalesce(extract(epoch from now() - min(received_at)), 0)::float8 from webhook_inbox) as inbox,
      (select coalesce(extract(epoch from now() - min(requested_at)), 0)::float8 from refunds where refunded_at is null) as refunds,
      (select coalesce(extract(epoch from now() - min(s.started_at)), 0)::float8 from order_stages s
        where s.status <> 'complete' and s.stage = 'send-confirmation' and s.attempts > 1
          and exists (select 1 from orders o where o.id = s.order_id and o.status = 'pending')) as letters
  `)) as unknown as { rows: Waiting[] }
  const [row] = rows
  if (!row) throw new Error("unreachable: a select without a table has one row")
  return row
}
