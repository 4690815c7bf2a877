import type { RunSummary } from "../runs/inspect-runs"
import type { Dashboard } from "./dashboard"
import { html, type Markup } from "./html"
import { duration, moment, statusPill } from "./words"

/** Runs as rows, each a way to its own page. */
export function runTable(
  { basePath }: Dashboard,
  caption: string,
  runs: readonly RunSummary[],
  now: Date,
): Markup {
  if (runs.length === 0) return html`<p class="empty">No runs.</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr><th scope="col">Status</th><th scope="col">Run</th><th scope="col">Function</th><th scope="col">Trigger</th><th scope="col">Created</th><th scope="col" class="number">Took</th></tr></thead>
<tbody>${runs.map(
    (run) => html`<tr>
<td>${statusPill(run.status)}</td>
<td><a href="${basePath}/runs/${run.id}"><code>${run.id}</code></a></td>
<td><a href="${basePath}/?function=${encodeURIComponent(run.functionId)}">${run.functionId}</a></td>
<td>${run.eventName}</td>
<td>${moment(run.createdAt)}</td>
<td class="number">${run.startedAt ? duration((run.endedAt ?? now).getTime() - run.startedAt.getTime()) : "–"}</td>
</tr>`,
  )}</tbody></table></div>`
}
