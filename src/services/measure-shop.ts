import { monitorEventLoopDelay } from "node:perf_hooks"
import { sql } from "drizzle-orm"
import type { Database } from "../store/context"

export interface Gauge {
  readonly name: string
  readonly help: string
  readonly values: readonly { readonly labels?: Readonly<Record<string, string>>; readonly value: number }[]
}

const eventLoop = monitorEventLoopDelay({ resolution: 20 })
eventLoop.enable()

/**
 * What an operator's monitor should watch, without anybody's data. Every count is of what is open, of the last day or
 * of the catalogue, so that it costs the same on any history.
 */
export async function measureShop(db: Database, lowStockThreshold: number): Promise<Gauge[]> {
  const { rows } = (await db.execute(sql`
    select
      (select count(*)::int from outbox where sent_at is null) as outbox_waiting,
      (select ${age(sql`min(created_at)`)} from outbox where sent_at is null) as outbox_age,
      (select count(*)::int from webhook_inbox) as inbox_waiting,
      (select ${age(sql`min(received_at)`)} from webhook_inbox) as inbox_age,
      (select count(*)::int from refunds where refunded_at is null) as refunds_open,
      (select ${age(sql`min(requested_at)`)} from refunds where refunded_at is null) as refunds_age,
      (select count(*)::int from alerts where resolved_at is null) as alerts_open,
      (select count(*)::int from checkouts where state in ('open', 'confirming')) as checkouts_open,
      (select coalesce(sum(held), 0)::int from variants where held > 0) as units_held,
      (select count(*)::int from variants where archived_at is null and stock - held <= ${lowStockThreshold}) as variants_low,
      (select ${age(sql`min(o.placed_at)`)} from order_stages s join orders o on o.id = s.order_id
        where s.status <> 'complete' and o.status = 'pending') as unfinished_age,
      (select ${age(sql`max(proved_at)`)} from proofs) as proof_age`)) as unknown as {
    rows: Record<string, number>[]
  }
  const { rows: placed } = (await db.execute(sql`
    select status, count(*)::int as orders from orders where placed_at > now() - interval '1 day' group by status
  `)) as unknown as { rows: { status: string; orders: number }[] }
  const one = rows[0] ?? {}
  const gauge = (name: string, help: string, value = 0): Gauge => ({ name, help, values: [{ value }] })
  return [
    {
      name: "swag_orders_last_day",
      help: "Orders placed in the last 24 hours, by what they are now.",
      values: ["pending", "fulfilled", "shipped", "cancelled"].map((status) => ({
        labels: { status },
        value: placed.find((row) => row.status === status)?.orders ?? 0,
      })),
    },
    gauge(
      "swag_unfinished_order_age_seconds",
      "Age of the oldest order whose workflow has not finished.",
      one.unfinished_age,
    ),
    gauge("swag_outbox_waiting", "Events that the workflow engine has not taken.", one.outbox_waiting),
    gauge("swag_outbox_age_seconds", "Age of the oldest of them.", one.outbox_age),
    gauge("swag_inbox_waiting", "Webhooks that were answered and are not handled.", one.inbox_waiting),
    gauge("swag_inbox_age_seconds", "Age of the oldest of them.", one.inbox_age),
    gauge("swag_refunds_open", "Refunds that the provider has not confirmed.", one.refunds_open),
    gauge("swag_refunds_age_seconds", "Age of the oldest of them.", one.refunds_age),
    gauge("swag_alerts_open", "Alerts that nobody has resolved.", one.alerts_open),
    gauge("swag_checkouts_open", "Checkouts that hold stock.", one.checkouts_open),
    gauge("swag_units_held", "Units that they hold.", one.units_held),
    gauge("swag_variants_low", "Variants at or below the low-stock threshold.", one.variants_low),
    gauge("swag_proof_age_seconds", "Time since the books were last proved.", one.proof_age),
    gauge("process_resident_memory_bytes", "Memory of this process.", process.memoryUsage.rss()),
    gauge(
      "nodejs_eventloop_delay_p99_seconds",
      "How late this process's timers are, 99th percentile.",
      eventLoop.percentile(99) / 1e9,
    ),
    gauge("process_uptime_seconds", "Time since this process began.", process.uptime()),
  ]
}

function age(moment: ReturnType<typeof sql>): ReturnType<typeof sql> {
  return sql`coalesce(greatest(extract(epoch from now() - ${moment}), 0), 0)::float8`
}

/** Prometheus's text format, 0.0.4. */
export function asPrometheusText(gauges: readonly Gauge[]): string {
  return gauges
    .map(({ name, help, values }) => {
      const lines = values.map(({ labels = {}, value }) => `${name}${labelsText(labels)} ${value}`)
      return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join("\n")}\n`
    })
    .join("")
}

function labelsText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value}"`)
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`
}
