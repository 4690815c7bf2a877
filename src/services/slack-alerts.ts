import { and, asc, eq, isNull } from "drizzle-orm"
import type { Database } from "../store/context"
import type { Alerts } from "../store/ports"
import type { Backlog } from "./backlog"
import { callVendor } from "./call-vendor"
import type { Logger } from "./logger"
import { alerts } from "./tables"

interface SlackOptions {
  readonly webhookUrl: string
  readonly appOrigin: string
}

/**
 * Alerts that stand in the list and go to Slack as well. Nothing waits for Slack: what it does not take stays
 * in the backlog. An alert is marked delivered after Slack has it, so a crash in between repeats it rather than
 * losing it.
 */
export function createSlackAlerts(
  list: Alerts,
  db: Database,
  options: SlackOptions,
  logger: Logger,
  send: typeof fetch = fetch,
): Alerts & Backlog {
  const flush = async (): Promise<number> => {
    const waiting = await db
      .select()
      .from(alerts)
      .where(and(eq(alerts.delivered, false), isNull(alerts.resolvedAt)))
      .orderBy(asc(alerts.createdAt))
      .limit(20)
    for (const alert of waiting) {
      await callVendor("Slack", options.webhookUrl, toRequest(alert, options.appOrigin), send)
      await db.update(alerts).set({ delivered: true }).where(eq(alerts.id, alert.id))
    }
    return waiting.length
  }
  return {
    name: "alerts to Slack",
    flush,
    async raise(alert) {
      await list.raise(alert)
      await flush().catch((error: unknown) => logger.warn({ err: error }, "alert not delivered yet"))
    },
  }
}

/** @see https://docs.slack.dev/reference/block-kit/blocks */
function toRequest(alert: typeof alerts.$inferSelect, appOrigin: string): RequestInit {
  const link = alert.orderId ? `${appOrigin}/admin/orders/${alert.orderId}` : `${appOrigin}/admin/alerts`
  const text = escapeMrkdwn(alert.message)
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      text,
      blocks: [
        { type: "section", text: { type: "mrkdwn", text } },
        {
          type: "context",
          elements: [{ type: "mrkdwn", text: `${escapeMrkdwn(alert.kind)} · <${link}|Open the desk>` }],
        },
      ],
    }),
  }
}

/** @see https://docs.slack.dev/messaging/formatting-message-text#escaping */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")
}
