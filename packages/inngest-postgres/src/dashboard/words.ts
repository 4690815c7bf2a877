import type { RunStatus } from "../runs/inspect-runs"
import { html, type Markup } from "./html"

/** A moment, in UTC to the second. */
export function moment(at: Date | null): Markup | string {
  if (!at) return "–"
  const iso = at.toISOString()
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")}</time>`
}

/** A span of time in the unit that suits it. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
  return `${Math.floor(ms / 3_600_000)} h ${Math.round((ms % 3_600_000) / 60_000)} min`
}

export function statusPill(status: RunStatus | string): Markup {
  return html`<span class="pill" data-status="${status}">${status}</span>`
}

const LONGEST = 20_000

/** A value as indented JSON, folded away; long ones are cut. */
export function folded(label: string, key: string, value: unknown): Markup {
  const text = JSON.stringify(value, null, 2) ?? "undefined"
  const shown =
    text.length > LONGEST ? `${text.slice(0, LONGEST)}\n… ${text.length - LONGEST} more characters` : text
  return html`<details data-key="${key}"><summary>${label}</summary><pre tabindex="0">${shown}</pre></details>`
}
