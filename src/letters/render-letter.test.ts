import { expect, it } from "vitest"
import type { Letter } from "../store/letter"
import { renderLetter } from "./render-letter"
import { SAMPLE_LETTERS } from "./sample-letters"

const ALL = Object.values(SAMPLE_LETTERS)
const HOSTILE = `<script>alert(1)</script> & "quotes" 'too' {{code}}`

it.each(ALL)(
  "a $kind letter says the same as a page and as plain text, and loads nothing",
  async (letter) => {
    const { subject, text, html } = await renderLetter(letter)
    expect(subject.length).toBeGreaterThan(5)
    expect(subject).not.toContain("\n")
    const words = wordsOf(html)
    for (const line of text
      .split("\n")
      .filter((line) => line && !/^\[[ x]\] |^-- |: (?:-?\$|http)/.test(line))) {
      expect(words).toContain(line.replace(/:$/, ""))
    }
    expect(text).toContain("https://swag.example.com/")
    expect(html).toContain("prefers-color-scheme:dark")
    expect(html).not.toMatch(/<(?:img|link|script|iframe)\b|@import|url\(/)
  },
)

it("tells amounts that add up to the total", async () => {
  const { text } = await renderLetter(SAMPLE_LETTERS.confirmation)
  for (const line of ["Subtotal: $80.00", "Discount: -$8.00", "Shipping: $5.00", "Total: $77.00"]) {
    expect(text).toContain(line)
  }
  expect(text).not.toContain("Tax:")
})

it("keeps what people typed as text", async () => {
  const { confirmation } = SAMPLE_LETTERS
  const letter = {
    ...confirmation,
    buyerName: HOSTILE,
    shipTo: {
      name: HOSTILE,
      line1: HOSTILE,
      line2: "",
      city: HOSTILE,
      state: "",
      postalCode: "",
      country: "GB",
    },
  } as Letter
  const { html, text } = await renderLetter(letter)
  expect(html).not.toContain("<script")
  expect(wordsOf(html)).toContain(`Thank you, ${HOSTILE}.`)
  expect(text).toContain(`Thank you, ${HOSTILE}.`)
})

function wordsOf(html: string): string {
  return html
    .replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->|<[^>]+>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&amp;", "&")
}
