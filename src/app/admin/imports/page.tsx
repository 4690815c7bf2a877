import type { Metadata } from "next"
import { ActionForm } from "@/components/admin/action-form"
import { DeskButton, DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { ImportForm } from "@/components/admin/import-form"
import { ImportTable } from "@/components/admin/import-table"
import { Panel } from "@/components/admin/panel"
import { Stack } from "@/components/admin/stack"
import { openDesk } from "@/http/desk"
import { listImportRuns } from "@/store/imports/queries"
import { handIn, readSheet } from "./actions"

export const metadata: Metadata = { title: "Imports" }

export default async function ImportsPage() {
  const { ctx } = await openDesk("imports:write", "/admin/imports")
  return (
    <>
      <DeskHeading
        title="Imports"
        lead="A delivery note, a count sheet or a mail becomes stock, once you have seen every line of it."
        actions={<DeskButtonLink href="/admin/inventory/ledger">What was applied before</DeskButtonLink>}
      />
      <Stack>
        {ctx.ports.inventorySheet && (
          <Panel title={`Google Sheet ${ctx.ports.inventorySheet.name}`}>
            <ActionForm action={readSheet} inline label="Read the inventory sheet">
              <DeskButton>Read it as a count</DeskButton>
            </ActionForm>
          </Panel>
        )}
        <ImportForm handIn={handIn} />
        <Panel title="Handed in before">
          <ImportTable runs={await listImportRuns(ctx.db, 50)} />
        </Panel>
      </Stack>
    </>
  )
}
