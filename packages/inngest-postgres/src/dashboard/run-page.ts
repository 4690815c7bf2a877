import type { RunDetail } from "../runs/inspect-runs"
import type { Dashboard } from "./dashboard"
import { html, type Markup } from "./html"
import type { Page } from "./page"
import { duration, folded, moment, statusPill } from "./words"

/** One run as a trace: its steps over time, what failed on the way, what it gave back. */
export async function runPage(dashboard: Dashboard, id: string): Promise<Page | null> {
  const { engine, basePath } = dashboard
  const run = await engine.getRun(id)
  if (!run) return null
  const now = new Date()
  const functions = await engine.listFunctions()
  const registered = functions.some((one) => one.id === run.functionId)
  return {
    title: `Run ${run.id}`,
    tab: "/",
    content: html`<dl class="facts">
<div><dt>Status</dt><dd>${statusPill(run.status)}</dd></div>
<div><dt>Function</dt><dd><a href="${basePath}/?function=${encodeURIComponent(run.functionId)}">${run.functionId}</a></dd></div>
<div><dt>Created</dt><dd>${moment(run.createdAt)}</dd></div>
<div><dt>Started</dt><dd>${moment(run.startedAt)}</dd></div>
<div><dt>Ended</dt><dd>${moment(run.endedAt)}</dd></div>
<div><dt>Took</dt><dd>${run.startedAt ? duration((run.endedAt ?? now).getTime() - run.startedAt.getTime()) : "–"}</dd></div>
<div><dt>Next call</dt><dd>${moment(run.nextCallAt)}</dd></div>
<div><dt>Trigger</dt><dd>${run.eventName}: ${run.eventIds.map((event) => html`<a href="${basePath}/events/${event}"><code>${event}</code></a> `)}</dd></div>
</dl>
${actions(dashboard, run, registered)}
${trace(run, now)}
${failures(run)}
${run.error && folded(`Failed: ${run.error.name}`, "error", run.error)}
${run.status === "completed" && folded("Returned", "output", run.output)}`,
  }
}

function actions({ basePath, canAct }: Dashboard, run: RunDetail, registered: boolean): Markup | null {
  if (!canAct) return null
  const path = `${basePath}/runs/${run.id}`
  if (run.status === "queued" || run.status === "running") {
    return html`<form class="act" method="post" action="${path}/cancel"><button>Cancel the run</button> <span>What it has done stays done.</span></form>`
  }
  if (!registered) return html`<p>Its function is no longer served, so it cannot be run again.</p>`
  return html`<form class="act" method="post" action="${path}/replay"><button>Run it again</button> <span>A new run with the same event, from the beginning.</span></form>`
}

/** Its steps, each with a bar from its beginning to its end on the run's own time. */
function trace(run: RunDetail, now: Date): Markup {
  if (run.steps.length === 0) return html`<p class="empty">No steps.</p>`
  const begin = (run.startedAt ?? run.createdAt).getTime()
  const whole = Math.max((run.endedAt ?? now).getTime() - begin, 1)
  const place = (at: Date) => Math.min(Math.max(((at.getTime() - begin) / whole) * 100, 0), 99)
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Steps"><table class="trace">
<caption>Steps</caption>
<thead><tr><th scope="col">Step</th><th scope="col">Kind</th><th scope="col">Status</th><th scope="col" class="number">Attempts</th><th scope="col">When</th><th scope="col" class="number">Took</th></tr></thead>
<tbody>${run.steps.map((step) => {
    const from = step.startedAt ? place(step.startedAt) : 0
    const to = step.startedAt ? Math.max(place(step.endedAt ?? now), from + 0.7) : 0
    return html`<tr>
<th scope="row">${step.name}${step.output !== null && folded("Output", `step-${step.id}`, step.output)}</th>
<td><code>${step.op}</code></td>
<td>${statusPill(step.status)}</td>
<td class="number">${step.attempts}</td>
<td>${step.startedAt && html`<svg viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="from ${duration(step.startedAt.getTime() - begin)} after the start"><rect x="${from.toFixed(2)}" y="1" width="${(to - from).toFixed(2)}" height="6" data-status="${step.status}"/></svg>`}</td>
<td class="number">${step.startedAt ? duration((step.endedAt ?? now).getTime() - step.startedAt.getTime()) : "–"}</td>
</tr>`
  })}</tbody></table></div>`
}

function failures(run: RunDetail): Markup | null {
  if (run.failures.length === 0) return null
  const nameOf = (stepId: string | null) =>
    stepId === null ? "the function itself" : (run.steps.find(({ id }) => id === stepId)?.name ?? stepId)
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Failed attempts"><table>
<caption>Failed attempts</caption>
<thead><tr><th scope="col">When</th><th scope="col">Of</th><th scope="col" class="number">Attempt</th><th scope="col">Error</th></tr></thead>
<tbody>${run.failures.map(
    (failure) => html`<tr>
<td>${moment(failure.failedAt)}</td><td>${nameOf(failure.stepId)}</td><td class="number">${failure.attempt + 1}</td>
<td><strong>${failure.error.name}</strong> ${failure.error.message}</td></tr>`,
  )}</tbody></table></div>`
}
