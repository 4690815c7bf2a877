import type { CSSProperties } from "react"

/** Mail programs load no fonts and know no variables; these are the shop's tokens, written out. */
const INK = "#1A161C"
const SANS = "'Space Grotesk', 'Helvetica Neue', Helvetica, Arial, sans-serif"
const MONO = "'Space Mono', Menlo, Consolas, monospace"

const text: CSSProperties = { margin: "0 0 16px", fontSize: "16px", lineHeight: "24px", color: INK }
const label: CSSProperties = {
  ...text,
  margin: "0 0 4px",
  fontSize: "12px",
  lineHeight: "16px",
  letterSpacing: "0.06em",
  textTransform: "uppercase",
  color: "#5A525E",
}
const cell: CSSProperties = { padding: "10px 0", fontSize: "16px", lineHeight: "22px", color: INK }

export const STYLE = {
  page: { margin: 0, padding: "32px 12px", backgroundColor: "#EFE9D6", color: INK, fontFamily: SANS },
  card: {
    maxWidth: "560px",
    margin: "0 auto",
    backgroundColor: "#FFFFFF",
    borderTop: "4px solid #FF7300",
    padding: "32px",
  },
  wordmark: { ...label, margin: "0 0 24px", fontFamily: MONO },
  heading: {
    margin: "0 0 24px",
    fontSize: "30px",
    lineHeight: "34px",
    fontWeight: 700,
    letterSpacing: "-0.01em",
    textTransform: "uppercase",
    color: INK,
  },
  text,
  label,
  table: { margin: "0 0 24px", borderTop: "1px solid #DDD6C0" },
  cell: { ...cell, borderBottom: "1px solid #DDD6C0" },
  amount: { ...cell, borderBottom: "1px solid #DDD6C0", textAlign: "right", whiteSpace: "nowrap" },
  sumLabel: { ...cell, padding: "2px 0" },
  sumAmount: { ...cell, padding: "2px 0", textAlign: "right", whiteSpace: "nowrap" },
  block: { margin: "0 0 24px" },
  mono: { ...text, margin: 0, fontFamily: MONO, fontSize: "14px", lineHeight: "22px" },
  button: {
    backgroundColor: INK,
    color: "#EFE9D6",
    padding: "14px 22px",
    fontSize: "16px",
    lineHeight: "20px",
    fontWeight: 700,
    textDecoration: "none",
  },
  footer: {
    ...text,
    margin: "24px auto 0",
    maxWidth: "560px",
    fontSize: "13px",
    lineHeight: "20px",
    color: "#5A525E",
  },
} as const satisfies Record<string, CSSProperties>

/**
 * Where mail programs follow the reader's theme (Apple Mail, Outlook, some Thunderbirds) these win over the styles in
 * the elements; the others keep the light letter. Outlook marks what it has darkened with attributes of its own.
 */
export const DARK_SHEET = [
  // React Email draws the page's colours on the cell around everything.
  [".page,.page>table>tbody>tr>td", "background-color:#1A161C!important"],
  [".card", "background-color:#251F2A!important"],
  [".ink", "color:#EFE9D6!important"],
  [".muted", "color:#B8B1AB!important"],
  [".rule", "border-color:#443C4A!important"],
  [".button", "background-color:#FF7300!important;color:#1A161C!important"],
]
  .map(([selector = "", rule]) => {
    const inOutlook = selector
      .split(",")
      .flatMap((one) => [`[data-ogsb] ${one}`, `[data-ogsc] ${one}`])
      .join(",")
    return `@media (prefers-color-scheme:dark){${selector}{${rule}}}${inOutlook}{${rule}}`
  })
  .join("")
