import { StoreError } from "@/errors"
import { deskRoute } from "@/http/desk"
import { letterResponse } from "@/http/letter-response"
import { renderLetter } from "@/letters/render-letter"
import { SAMPLE_LETTERS } from "@/letters/sample-letters"

/** One sample letter as its reader would see it, for the frame on the page of letters. */
export const GET = deskRoute<{ kind: string }>("outbox:read", async ({ params }) => {
  const letter = Object.values(SAMPLE_LETTERS).find(({ kind }) => kind === params.kind)
  if (!letter) throw new StoreError("NOT_FOUND", "There is no such letter.")
  return letterResponse((await renderLetter(letter)).html)
})
