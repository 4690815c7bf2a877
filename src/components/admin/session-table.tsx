import type { OpenSession } from "@/store/people/queries"
import { ActionForm, type FormAction } from "./action-form"
import { DataTable } from "./data-table"
import { DeskButton } from "./desk-button"
import { When } from "./when"

interface SessionTableProps {
  sessions: readonly OpenSession[]
  ownSessionId: string | null
  end: FormAction
}

export function SessionTable({ sessions, ownSessionId, end }: SessionTableProps) {
  return (
    <DataTable
      caption="Open sessions"
      rows={sessions}
      rowKey={({ id }) => id}
      empty="Nobody is signed in with a session."
      columns={[
        {
          label: "Person",
          cell: ({ email, id }) => (id === ownSessionId ? `${email} (this browser)` : email),
        },
        { label: "Browser", cell: ({ userAgent }) => browserName(userAgent) },
        { label: "Since", cell: ({ createdAt }) => <When at={createdAt} /> },
        { label: "Until", cell: ({ expiresAt }) => <When at={expiresAt} day /> },
        {
          label: "End",
          cell: ({ id, email, createdAt }) => (
            <ActionForm
              action={end}
              inline
              label={`Sign out ${email}, since ${new Date(createdAt).toISOString()}`}
            >
              <input type="hidden" name="sessionId" value={id} />
              <DeskButton look="danger">Sign out</DeskButton>
            </ActionForm>
          ),
        },
      ]}
    />
  )
}

/** The header, as far as a person can tell their browsers apart by it. */
function browserName(userAgent: string | null): string {
  const name = userAgent?.match(/(Firefox|Edg|OPR|HeadlessChrome|Chrome|Safari)\/[\d]+/)?.[0]
  const system = userAgent?.match(/\(([^;)]+)/)?.[1]
  return [name?.replace("/", " "), system].filter(Boolean).join(", ") || "unknown"
}
