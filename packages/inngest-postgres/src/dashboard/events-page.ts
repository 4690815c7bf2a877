import type { Dashboard } from "./dashboard"
import { html } from "./html"
import type { Page } from "./page"
import { moment } from "./words"

const PAGE = 50

/** The newest events, of one name if asked for. */
export async function eventsPage({ engine, basePath }: Dashboard, query: URLSearchParams): Promise<Page> {
  const name = query.get("name")?.trim() || undefined
  const before = query.get("before") || undefined
  const events = await engine.listEvents({
    ...(name ? { name } : {}),
    ...(before ? { before } : {}),
    limit: PAGE + 1,
  })
  const shown = events.slice(0, PAGE)
  const last = events.length > PAGE ? shown.at(-1) : undefined
  const address = (fields: Record<string, string>) =>
    `${basePath}/events?${new URLSearchParams({ ...(name ? { name } : {}), ...fields })}`
  return {
    title: "Events",
    tab: "/events",
    content: html`<form class="filter" action="${basePath}/events">
<label>Name <input name="name" value="${name}" autocomplete="off"></label>
<button>Show</button>
</form>
${
  shown.length === 0
    ? html`<p class="empty">No events.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Events"><table>
<caption>Events, newest first</caption>
<thead><tr><th scope="col">Event</th><th scope="col">Name</th><th scope="col">Sender's id</th><th scope="col">Received</th></tr></thead>
<tbody>${shown.map(
        (event) => html`<tr><td><a href="${basePath}/events/${event.id}"><code>${event.id}</code></a></td>
<td><a href="${basePath}/events?name=${encodeURIComponent(event.name)}">${event.name}</a></td>
<td>${event.callerId}</td><td>${moment(event.receivedAt)}</td></tr>`,
      )}</tbody></table></div>`
}
<p class="pager">${before && html`<a href="${address({})}">Newest</a> `}${last && html`<a href="${address({ before: last.id })}">Older</a>`}</p>`,
  }
}
