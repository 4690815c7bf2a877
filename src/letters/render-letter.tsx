import type { Letter } from "../store/letter"
import { cancellation } from "./cancellation"
import { confirmation } from "./confirmation"
import { correction } from "./correction"
import type { LetterContent } from "./letter-content"
import { LetterPage } from "./letter-page"
import { letterText } from "./letter-text"
import { refund } from "./refund"
import { shipment } from "./shipment"
import { signIn } from "./sign-in"
import { soldOut } from "./sold-out"
import { substitution } from "./substitution"

export interface RenderedLetter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The letter as a mail carries it. Everything that a buyer or an operator has typed is text in it, never markup. */
export async function renderLetter(letter: Letter): Promise<RenderedLetter> {
  const content = contentOf(letter)
  // Not at the top: Next refuses a renderer there in code that it bundles for its own rendering.
  const { renderToStaticMarkup } = await import("react-dom/server")
  return {
    subject: content.subject,
    text: letterText(content),
    html: `<!doctype html>${renderToStaticMarkup(<LetterPage {...content} />)}`,
  }
}

function contentOf(letter: Letter): LetterContent {
  switch (letter.kind) {
    case "confirmation":
      return confirmation(letter)
    case "shipment":
      return shipment(letter)
    case "sold-out":
      return soldOut(letter)
    case "cancellation":
      return cancellation(letter)
    case "refund":
      return refund(letter)
    case "correction":
      return correction(letter)
    case "substitution":
      return substitution(letter)
    case "sign-in":
      return signIn(letter)
  }
}
