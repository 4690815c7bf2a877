import type { ApprovalRow } from "@/store/access/queries"
import { ActionForm, type FormAction } from "./action-form"
import { DataTable } from "./data-table"
import { DeskButton } from "./desk-button"
import { When } from "./when"

interface ApprovalTableProps {
  approvals: readonly Omit<ApprovalRow, "fingerprint">[]
  decide: FormAction
}

export function ApprovalTable({ approvals, decide }: ApprovalTableProps) {
  return (
    <DataTable
      caption="Requests over a limit"
      rows={approvals}
      rowKey={({ id }) => id}
      columns={[
        { label: "Asks for", cell: ({ summary }) => summary },
        { label: "Operation", kind: "code", cell: ({ operation }) => operation },
        { label: "Token", kind: "code", cell: ({ tokenId }) => tokenId.slice(0, 10) },
        { label: "Asked", cell: ({ requestedAt }) => <When at={requestedAt} /> },
        {
          label: "Decision",
          cell: ({ id, summary, state, decidedBy, requestedAt }) =>
            state === "waiting" ? (
              <ActionForm
                action={decide}
                inline
                label={`Decide on: ${summary}, ${new Date(requestedAt).toISOString()}`}
              >
                <input type="hidden" name="approvalId" value={id} />
                <DeskButton look="main" name="decision" value="approved">
                  Approve once
                </DeskButton>
                <DeskButton name="decision" value="declined">
                  Decline
                </DeskButton>
              </ActionForm>
            ) : (
              [state, decidedBy].filter(Boolean).join(" by ")
            ),
        },
      ]}
    />
  )
}
