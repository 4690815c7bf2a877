import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { ImportRows } from "@/components/admin/import-rows"
import { ImportRun } from "@/components/admin/import-run"
import { Select } from "@/components/admin/input"
import { Pager } from "@/components/admin/pager"
import { PROBLEM_WORDS, problemRows } from "@/components/admin/problem-words"
import { foundOr404, openDesk } from "@/http/desk"
import { isOver } from "@/store/imports/import-run"
import { requireImportRun } from "@/store/imports/queries"
import { listRows } from "@/store/imports/row-queries"
import { PROBLEM_KINDS } from "@/store/inventory/read-plan"
import { hrefWith } from "../../href-with"
import { decide } from "./actions"
import { reviewQuerySchema } from "./review-query"

export const metadata: Metadata = { title: "Import" }

const PAGE = 100

interface Props {
  params: Promise<{ importRunId: string }>
  searchParams: Promise<object>
}

export default async function ImportRunPage({ params, searchParams }: Props) {
  const { importRunId } = await params
  const path = `/admin/imports/${importRunId}`
  const { ctx } = await openDesk("imports:write", path)
  const { show, after } = reviewQuerySchema.parse(await searchParams)
  const run = await foundOr404(requireImportRun(ctx.db, importRunId))
  const { summary } = run
  const rows = summary ? await listRows(ctx.db, run.id, { kind: show, after, limit: PAGE + 1 }) : []
  const page = rows.slice(0, PAGE)
  const last = page.at(-1)
  const cleared = isOver(run.state) && (summary?.rows ?? 0) > 0 && rows.length === 0 && !show && !after
  return (
    <>
      <DeskHeading
        title={run.sourceName}
        up={{ href: "/admin/imports", label: "Imports" }}
        lead={`Handed in by ${run.requestedBy} as a ${run.mode === "audit_count" ? "count" : "shipment"}.`}
      />
      <ImportRun run={run} decide={decide}>
        {summary && problemRows(summary) > 0 && !cleared && (
          <FilterBar action={path}>
            <Select label="Which lines" name="show" defaultValue={show ?? ""}>
              <option value="">All, those with problems first</option>
              <option value="any">With problems ({problemRows(summary)})</option>
              {PROBLEM_KINDS.filter((kind) => summary.problems[kind]).map((kind) => (
                <option key={kind} value={kind}>
                  {PROBLEM_WORDS[kind]} ({summary.problems[kind]})
                </option>
              ))}
            </Select>
          </FilterBar>
        )}
        <ImportRows rows={page} cleared={cleared} />
        <Pager
          first={after ? hrefWith(path, { show }) : null}
          next={
            last && rows.length > PAGE
              ? hrefWith(path, { show, after: `${last.rank}.${last.position}` })
              : null
          }
        />
      </ImportRun>
    </>
  )
}
