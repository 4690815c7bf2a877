import type { AuditRow } from "@/store/audit/queries"
import { DataTable } from "./data-table"
import { TextLink } from "./text-link"
import { When } from "./when"

export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <DataTable
      caption="Audit log"
      rows={rows}
      rowKey={({ sequence }) => String(sequence)}
      empty="Nothing fits."
      headColumn={2}
      columns={[
        { label: "When", cell: ({ at }) => <When at={at} /> },
        { label: "Who", cell: ({ actor }) => actor },
        { label: "Did", kind: "code", cell: ({ action }) => action },
        { label: "To", kind: "facts", cell: ({ subject }) => subjectLink(subject) },
        { label: "Before", kind: "facts", cell: ({ before }) => factsText(before) },
        { label: "After", kind: "facts", cell: ({ after }) => factsText(after) },
      ]}
    />
  )
}

function subjectLink(subject: string) {
  if (!subject.startsWith("ord_")) return subject
  return <TextLink href={`/admin/orders/${subject}`}>{subject.slice(0, 10)}</TextLink>
}

function factsText(value: unknown): string {
  if (value === null || value === undefined) return ""
  const text = JSON.stringify(value).replace(/^\{|\}$/g, "")
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}
