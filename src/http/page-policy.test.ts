import { expect, it } from "vitest"
import { renderLetter } from "../letters/render-letter"
import { SAMPLE_LETTERS } from "../letters/sample-letters"
import { documentPolicy } from "./page-policy"

it("a letter brings only styles that the desk's frame can name by their hashes", async () => {
  for (const letter of Object.values(SAMPLE_LETTERS)) {
    const { html } = await renderLetter(letter)
    const policy = documentPolicy(html, "'self'")
    expect(policy).not.toContain("unsafe-inline")
    // One for the dark sheet, and the attributes'.
    expect(policy.match(/'sha256-/g)?.length).toBeGreaterThan(8)
    // A style sheet inside a conditional comment or with entities would be hashed as something else.
    expect(/<style[^>]*>[^<]*&(?:quot|#x27|amp|lt|gt);/.test(html)).toBe(false)
  }
})
