import type { Metadata } from "next"
import { z } from "zod"
import { AuditTable } from "@/components/admin/audit-table"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { Input } from "@/components/admin/input"
import { Pager } from "@/components/admin/pager"
import { openDesk } from "@/http/desk"
import { listAudit } from "@/store/audit/queries"
import { hrefWith } from "../href-with"

export const metadata: Metadata = { title: "Audit log" }

const PAGE = 100

const text = z.string().trim().max(254).optional().catch(undefined)
const querySchema = z.object({
  actor: text,
  subject: text,
  before: z.coerce.number().int().positive().optional().catch(undefined),
})

export default async function AuditPage({ searchParams }: { searchParams: Promise<object> }) {
  const { ctx } = await openDesk("audit:read", "/admin/audit")
  const { before, actor, subject } = querySchema.parse(await searchParams)
  const filter = { ...(actor ? { actor } : {}), ...(subject ? { subject } : {}) }
  const rows = await listAudit(ctx.db, { ...filter, ...(before ? { before } : {}) }, PAGE + 1)
  const page = rows.slice(0, PAGE)
  return (
    <>
      <DeskHeading
        title="Audit log"
        lead="Who did what, and who looked at a buyer's data. Rows can only be added; the database refuses the rest."
      />
      <FilterBar action="/admin/audit">
        <Input label="By" name="actor" defaultValue={actor ?? ""} placeholder="E-mail" />
        <Input
          label="What"
          name="subject"
          defaultValue={subject ?? ""}
          placeholder="Id of an order, code, token"
        />
      </FilterBar>
      <AuditTable rows={page} />
      <Pager
        first={before ? hrefWith("/admin/audit", filter) : null}
        next={
          rows.length > PAGE ? hrefWith("/admin/audit", { ...filter, before: page.at(-1)?.sequence }) : null
        }
      />
    </>
  )
}
