import { RUN_STATUSES, type RunStatus } from "../runs/inspect-runs"
import type { Dashboard } from "./dashboard"
import { html, Markup } from "./html"
import type { Page } from "./page"
import { runTable } from "./run-table"
import { duration } from "./words"

const PAGE = 50

/** The newest runs, by status and function, with what holds the engine up, if anything does. */
export async function runsPage(dashboard: Dashboard, query: URLSearchParams): Promise<Page> {
  const { engine, basePath } = dashboard
  const status = RUN_STATUSES.find((one) => one === query.get("status"))
  const functionId = query.get("function") || undefined
  const before = query.get("before") || undefined
  const runs = await engine.listRuns({
    ...(status ? { status } : {}),
    ...(functionId ? { functionId } : {}),
    ...(before ? { before } : {}),
    limit: PAGE + 1,
  })
  const shown = runs.slice(0, PAGE)
  const last = runs.length > PAGE ? shown.at(-1) : undefined
  const functions = await engine.listFunctions()
  return {
    title: "Runs",
    tab: "/",
    content: html`${await state(dashboard)}
<form class="filter" action="${basePath}/">
<label>Status <select name="status"><option value="">any</option>${RUN_STATUSES.map((one) => option(one, status))}</select></label>
<label>Function <select name="function"><option value="">any</option>${functions.map(({ id }) => option(id, functionId))}</select></label>
<button>Show</button>
</form>
${runTable(dashboard, "Runs, newest first", shown, new Date())}
<p class="pager">${before && html`<a href="${basePath}/?${queryOf(status, functionId)}">Newest</a> `}${
      last && html`<a href="${basePath}/?${queryOf(status, functionId, last.id)}">Older</a>`
    }</p>`,
  }
}

function option(value: string, chosen: string | undefined): Markup {
  return html`<option${value === chosen ? new Markup(" selected") : null}>${value}</option>`
}

function queryOf(status?: RunStatus, functionId?: string, before?: string): string {
  return new URLSearchParams({
    ...(status ? { status } : {}),
    ...(functionId ? { function: functionId } : {}),
    ...(before ? { before } : {}),
  }).toString()
}

async function state({ engine }: Dashboard): Promise<Markup> {
  const measured = await engine.measure()
  const findings = await engine.diagnose()
  const facts = [
    ["under way", measured.runsRunning],
    ["not begun", measured.runsQueued],
    ["waiting", measured.waiting],
    ["failed in a day", measured.runsFailedLastDay],
    ["calls now", measured.jobsExecuting],
    ["calls ready", measured.jobsReady],
    ["lag", duration(measured.lagSeconds * 1000)],
    ["processes", measured.processes],
  ] as const
  return html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${findings.map(
  ({ problem, count, advice, examples }) =>
    html`<p class="problem" role="status"><strong>${problem}: ${count === 1000 ? "1000 or more" : count}.</strong> ${advice} ${examples.map((id) => html`<code>${id}</code> `)}</p>`,
)}`
}
