import type { Letter } from "../store/letter"
import type { LetterContent } from "./letter-content"

export function signIn({ url }: Extract<Letter, { kind: "sign-in" }>): LetterContent {
  return {
    subject: "Sign in to the Inngest Swag Store desk",
    preview: "The link works once, within ten minutes.",
    heading: "Sign in",
    parts: [
      {
        type: "paragraph",
        text: "Someone, probably you, asked to sign in to the store's desk with this address.",
      },
      {
        type: "paragraph",
        text: "The link works once, within ten minutes. If it was not you, do nothing: without the link nobody gets in.",
      },
    ],
    action: { label: "Sign in", url },
    footer: "You have this letter because this address may open the desk of the Inngest Swag Store.",
  }
}
