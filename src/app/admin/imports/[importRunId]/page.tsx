import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { ImportRun } from "@/components/admin/import-run"
import { foundOr404, openDesk } from "@/http/desk"
import { requireImportRun } from "@/store/imports/queries"
import { decide } from "./actions"

export const metadata: Metadata = { title: "Import" }

interface Props {
  params: Promise<{ importRunId: string }>
}

export default async function ImportRunPage({ params }: Props) {
  const { importRunId } = await params
  const { ctx } = await openDesk("imports:write", `/admin/imports/${importRunId}`)
  const run = await foundOr404(requireImportRun(ctx.db, importRunId))
  return (
    <>
      <DeskHeading
        title={run.sourceName}
        up={{ href: "/admin/imports", label: "Imports" }}
        lead={`Handed in by ${run.requestedBy} as a ${run.mode === "audit_count" ? "count" : "shipment"}.`}
      />
      <ImportRun run={run} decide={decide} />
    </>
  )
}
