import type { StageView } from "@/store/orders/order-view"
import { Badge } from "../ui/badge"
import { DataTable } from "./data-table"
import { When } from "./when"

const TONES = { pending: "muted", running: "accent", complete: "done", failed: "failed" } as const

/** The durable run, stage by stage: when, how long, how often tried, and what went wrong. */
export function RunStages({ stages }: { stages: readonly StageView[] }) {
  return (
    <DataTable
      caption="The durable run"
      rows={stages}
      rowKey={({ stage }) => stage}
      columns={[
        { label: "Stage", kind: "code", cell: ({ stage }) => stage },
        {
          label: "Status",
          cell: ({ status, error }) => (
            <>
              <Badge tone={TONES[status]}>{status}</Badge>
              {error && <div>{error}</div>}
            </>
          ),
        },
        { label: "Tries", kind: "number", cell: ({ attempts }) => attempts || "" },
        { label: "Began", cell: ({ startedAt }) => startedAt && <When at={startedAt} /> },
        {
          label: "Took",
          kind: "number",
          cell: ({ startedAt, finishedAt }) => startedAt && finishedAt && tookText(startedAt, finishedAt),
        },
      ]}
    />
  )
}

function tookText(startedAt: string, finishedAt: string): string {
  const ms = Date.parse(finishedAt) - Date.parse(startedAt)
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`
}
