/** Markup that is safe to send as it is. */
export class Html {
  constructor(readonly markup: string) {}
}

type Value = Html | string | number | null | undefined | false | readonly Value[]

/** Builds markup from a template. Every value is escaped, unless it was built by this function itself. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  let markup = strings[0] ?? ""
  for (const [index, value] of values.entries()) markup += write(value) + (strings[index + 1] ?? "")
  return new Html(markup)
}

function write(value: Value): string {
  if (value === null || value === undefined || value === false) return ""
  if (value instanceof Html) return value.markup
  if (typeof value === "object") return value.map(write).join("")
  return escapeText(String(value))
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Safe in text and in quoted attributes. */
function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "")
}
