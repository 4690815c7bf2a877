import type { ApiTokenView } from "@/store/access/list-tokens"
import { Badge } from "../ui/badge"
import { ActionForm, type FormAction } from "./action-form"
import { DataTable } from "./data-table"
import { DeskButton } from "./desk-button"
import { When } from "./when"

const TONES = { active: "done", expired: "muted", revoked: "muted" } as const

interface TokenTableProps {
  caption: string
  tokens: readonly ApiTokenView[]
  revoke: FormAction
}

export function TokenTable({ caption, tokens, revoke }: TokenTableProps) {
  return (
    <DataTable
      caption={caption}
      rows={tokens}
      rowKey={({ id }) => id}
      empty="There are no tokens. Make one below."
      columns={[
        { label: "Name", cell: ({ name }) => name },
        { label: "Token", kind: "code", cell: ({ hint }) => hint },
        { label: "State", cell: ({ state }) => <Badge tone={TONES[state]}>{state}</Badge> },
        { label: "Scopes", cell: ({ scopes }) => scopes.map((scope) => scope.slice(5)).join(", ") },
        {
          label: "Last used",
          cell: ({ lastUsedAt }) => (lastUsedAt ? <When at={lastUsedAt} /> : "never"),
        },
        { label: "Until", cell: ({ expiresAt }) => (expiresAt ? <When at={expiresAt} day /> : "no end") },
        { label: "By", cell: ({ createdBy }) => createdBy },
        {
          label: "Revoke",
          cell: ({ id, name, state }) =>
            state === "active" && (
              <ActionForm action={revoke} inline label={`Revoke ${name}`}>
                <input type="hidden" name="tokenId" value={id} />
                <DeskButton look="danger">Revoke</DeskButton>
              </ActionForm>
            ),
        },
      ]}
    />
  )
}
