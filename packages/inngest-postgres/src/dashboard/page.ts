import type { Dashboard } from "./dashboard"
import { html, Markup } from "./html"

const TABS = [
  { path: "/", label: "Runs" },
  { path: "/events", label: "Events" },
  { path: "/functions", label: "Functions" },
] as const

export interface Page {
  readonly title: string
  /** Which tab it belongs to. */
  readonly tab: (typeof TABS)[number]["path"]
  readonly content: Markup
  readonly status?: number
}

/** A whole document around a page's content. What changes by itself is inside of `main`. */
export function renderPage({ basePath, home }: Dashboard, { title, tab, content }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} – engine</title>
<link rel="stylesheet" href="${basePath}/style.css">
<script src="${basePath}/script.js" defer></script>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<p class="name">engine</p>
<nav aria-label="Engine">
${TABS.map(
  ({ path, label }) =>
    html`<a href="${basePath}${path}"${path === tab ? new Markup(' aria-current="page"') : null}>${label}</a> `,
)}
</nav>
${home && html`<a class="home" href="${home.href}">${home.label}</a>`}
</header>
<main id="main" data-live tabindex="-1">
<h1>${title}</h1>
${content}
</main>
</body>
</html>`.text
}
