import type { OpenApiDocument } from "./openapi"
import { listOperations } from "./registry"
import { WORKFLOWS } from "./workflows"

/** The interface as one page for people: no script, nothing from elsewhere, readable without styles. */
export function renderReference(document: OpenApiDocument): string {
  const endpoints = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { summary?: string; description?: string }>).map(
      ([method, { summary, description }]) =>
        `<section><h3><code>${text(method.toUpperCase())} ${text(path)}</code></h3><p><b>${text(summary ?? "")}.</b> ${text(description ?? "")}</p></section>`,
    ),
  )
  const tools = listOperations().map(
    ({ name, description, scopes, errors }) =>
      `<section><h3><code>${text(name)}</code></h3><p>${text(description)}</p><p>Scopes: ${text(scopes.join(", ") || "none, any token will do")}.${errors.length > 0 ? ` Errors of its own: ${text(errors.join(", "))}.` : ""}</p></section>`,
  )
  const workflows = Object.entries(WORKFLOWS).map(
    ([name, steps]) =>
      `<section><h3>${text(name)}</h3><ol>${steps.map((step) => `<li>${text(step)}</li>`).join("")}</ol></section>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Agent API · Inngest Swag Store</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}code{font-size:.95em}section{margin:1.5rem 0}</style>
</head><body>
<h1>Agent API</h1>
<p>${text(document.info.description ?? "")} Machines read <a href="/api/ai/openapi.json">openapi.json</a>, <a href="/auth.md">auth.md</a> and <a href="/llms.txt">llms.txt</a>.</p>
<h2>REST</h2>${endpoints.join("")}
<h2>MCP tools</h2><p>POST <code>/api/mcp</code></p>${tools.join("")}
<h2>Workflows</h2>${workflows.join("")}
</body></html>`
}

function text(value: string): string {
  return value
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
}
