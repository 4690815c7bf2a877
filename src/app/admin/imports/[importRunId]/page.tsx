import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DeskHeading } from "@/components/admin/desk-heading"
import { ImportRun } from "@/components/admin/import-run"
import { openDesk } from "@/http/desk"
import { requireImportRun } from "@/store/imports/queries"
import { decide } from "./actions"

export const metadata: Metadata = { title: "Import" }

interface Props {
  params: Promise<{ importRunId: string }>
}

export default async function ImportRunPage({ params }: Props) {
  const { importRunId } = await params
  const { ctx } = await openDesk("imports:write", `/admin/imports/${importRunId}`)
  if (!/^imp_[0-9a-z]{26}$/.test(importRunId)) notFound()
  const run = await requireImportRun(ctx.db, importRunId)
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
