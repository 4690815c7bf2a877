import type { Metadata } from "next"
import { DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { ImportForm } from "@/components/admin/import-form"
import { openDesk } from "@/http/desk"
import { approveImport, readDocument } from "./actions"

export const metadata: Metadata = { title: "Imports" }

export default async function ImportsPage() {
  await openDesk("imports:write", "/admin/imports")
  return (
    <>
      <DeskHeading
        title="Imports"
        lead="A delivery note, a count sheet or a mail becomes stock, once you have seen every line of it."
        actions={<DeskButtonLink href="/admin/inventory/ledger">What was applied before</DeskButtonLink>}
      />
      <ImportForm read={readDocument} approve={approveImport} />
    </>
  )
}
