import type { Dashboard } from "./dashboard"
import { html } from "./html"
import type { Page } from "./page"
import { runTable } from "./run-table"
import { folded, moment } from "./words"

/** One event, its payload as it was sent, and the runs it has started. */
export async function eventPage(dashboard: Dashboard, id: string): Promise<Page | null> {
  const event = await dashboard.engine.getEvent(id)
  if (!event) return null
  return {
    title: `Event ${event.name}`,
    tab: "/events",
    content: html`<dl class="facts">
<div><dt>Id</dt><dd><code>${event.id}</code></dd></div>
<div><dt>Sender's id</dt><dd>${event.callerId ?? "–"}</dd></div>
<div><dt>Received</dt><dd>${moment(event.receivedAt)}</dd></div>
</dl>
${folded("Payload", "payload", event.payload)}
${runTable(dashboard, "Runs it has started", event.runs, new Date())}`,
  }
}
