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

/** `status: pending, tracking: none`: what a person reads, cut where it gets long. */
function factsText(value: unknown): string {
  if (value === null || value === undefined) return ""
  const text = wordsOf(value)
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function wordsOf(value: unknown): string {
  if (value === null) return "none"
  if (Array.isArray(value)) return value.map(wordsOf).join("; ")
  if (typeof value !== "object") return String(value)
  return Object.entries(value)
    .map(([name, member]) => `${name}: ${wordsOf(member)}`)
    .join(", ")
}
