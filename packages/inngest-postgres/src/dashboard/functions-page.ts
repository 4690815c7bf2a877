import type { Dashboard } from "./dashboard"
import { html } from "./html"
import type { Page } from "./page"
import { moment } from "./words"

/** What is served: triggers, rules, and how much there is to do. */
export async function functionsPage({ engine, basePath }: Dashboard): Promise<Page> {
  const functions = await engine.listFunctions()
  return {
    title: "Functions",
    tab: "/functions",
    content:
      functions.length === 0
        ? html`<p class="empty">No app has registered functions yet.</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label="Functions"><table>
<caption>Functions</caption>
<thead><tr><th scope="col">Function</th><th scope="col">Triggers</th><th scope="col">Rules</th><th scope="col" class="number">Open</th><th scope="col" class="number">Failed in a day</th><th scope="col">Next time</th></tr></thead>
<tbody>${functions.map(
            ({ id, name, triggers, rules, open, failedLastDay, nextCronAt }) => html`<tr>
<th scope="row"><a href="${basePath}/?function=${encodeURIComponent(id)}">${id}</a>${name !== id && html` ${name}`}</th>
<td><ul>${triggers.map((trigger) => html`<li><code>${trigger}</code></li>`)}</ul></td>
<td><ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul></td>
<td class="number">${open}</td><td class="number">${failedLastDay}</td><td>${moment(nextCronAt)}</td>
</tr>`,
          )}</tbody></table></div>`,
  }
}
