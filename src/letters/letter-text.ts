import type { LetterContent, LetterPart } from "./letter-content"

/** The letter for mail programs that show plain text, and for people who prefer it. */
export function letterText({ heading, parts, action, footer }: LetterContent): string {
  return [heading, ...parts.map(textOf), `${action.label}: ${action.url}`, `-- \n${footer}`, ""].join("\n\n")
}

function textOf(part: LetterPart): string {
  switch (part.type) {
    case "paragraph":
      return part.text
    case "items":
      return part.items.map(({ label, amount }) => (amount ? `${label}: ${amount}` : label)).join("\n")
    case "sums":
      return part.sums.map(({ label, amount }) => `${label}: ${amount}`).join("\n")
    case "note":
      return [`${part.label}:`, ...part.lines].join("\n")
    case "stages":
      return part.stages.map(({ name, done }) => `[${done ? "x" : " "}] ${name}`).join("\n")
  }
}
