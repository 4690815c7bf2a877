import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Letter } from "@/components/admin/letter"
import { Panel } from "@/components/admin/panel"
import { openDesk } from "@/http/desk"
import { renderLetter } from "@/letters/render-letter"
import { SAMPLE_LETTERS } from "@/letters/sample-letters"

export const metadata: Metadata = { title: "Letters" }

/** Every letter that the shop writes, about a made-up order. */
export default async function LettersPage() {
  await openDesk("outbox:read", "/admin/letters")
  const letters = await Promise.all(
    Object.values(SAMPLE_LETTERS).map(async (letter) => ({
      kind: letter.kind,
      ...(await renderLetter(letter)),
    })),
  )
  return (
    <>
      <DeskHeading
        title="Letters"
        lead="What buyers are sent, shown with a made-up order. Real ones are in the outbox."
        up={{ href: "/admin/outbox", label: "Outbox" }}
      />
      {letters.map(({ kind, subject, text }) => (
        <Panel key={kind} title={kind}>
          <Letter
            facts={[{ label: "Subject", value: subject }]}
            text={text}
            htmlUrl={`/admin/letters/${kind}/letter`}
          />
        </Panel>
      ))}
    </>
  )
}
