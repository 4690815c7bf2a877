import type { Alerts, LowStock, LowStockItem } from "../store/ports"
import { callVendor } from "./call-vendor"
import { escapeMrkdwn } from "./slack-alerts"

/** Without a channel of its own, what runs out stands in the list of alerts. */
export function createLowStockAlerts(alerts: Alerts): LowStock {
  return {
    async notify(items) {
      for (const item of items) {
        await alerts.raise({ key: `low-stock:${item.id}`, kind: "low-stock", message: `${sentence(item)}.` })
      }
      return { via: "alerts" }
    },
  }
}

/** One Slack message for all that runs out, with whoever is to be called. */
export function createSlackLowStock(
  options: { readonly webhookUrl: string; readonly mention: string | undefined; readonly appOrigin: string },
  send: typeof fetch = fetch,
): LowStock {
  return {
    async notify(items) {
      const title = items.length === 1 ? "A piece runs out" : `${items.length} pieces run out`
      const lines = items.map((item) => `• ${escapeMrkdwn(sentence(item))}`).join("\n")
      const mention = options.mention ? `${options.mention} ` : ""
      await callVendor(
        "Slack",
        options.webhookUrl,
        {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            text: `${mention}${title}`,
            blocks: [
              { type: "header", text: { type: "plain_text", text: title } },
              { type: "section", text: { type: "mrkdwn", text: `${mention}${lines}`.slice(0, 3_000) } },
              {
                type: "context",
                elements: [
                  { type: "mrkdwn", text: `<${options.appOrigin}/admin/inventory|Open the inventory>` },
                ],
              },
            ],
          }),
        },
        send,
      )
      return { via: "slack" }
    },
  }
}

function sentence({ productName, color, size, sku, stock }: LowStockItem): string {
  const variant = [color, size].filter(Boolean).join(" / ")
  return `${productName}${variant ? `, ${variant}` : ""} (${sku}): ${stock === 0 ? "none" : stock} left`
}
