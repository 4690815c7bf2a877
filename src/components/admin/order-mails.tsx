import { DataTable } from "./data-table"
import { TextLink } from "./text-link"
import { When } from "./when"

export interface OrderMail {
  readonly id: string
  /** What the mail is, by the key that keeps it from being sent twice. */
  readonly key: string
  readonly via: string
  readonly createdAt: Date
}

export function OrderMails({ mails, linked }: { mails: readonly OrderMail[]; linked: boolean }) {
  return (
    <DataTable
      caption="Mail about this order"
      rows={mails}
      rowKey={({ id }) => id}
      empty="No mail yet."
      columns={[
        {
          label: "Mail",
          cell: ({ id, key }) => {
            const name = key.split(":")[0] ?? key
            return linked ? <TextLink href={`/admin/outbox/${id}`}>{name}</TextLink> : name
          },
        },
        { label: "Via", kind: "code", cell: ({ via }) => via },
        { label: "Written", cell: ({ createdAt }) => <When at={createdAt} /> },
      ]}
    />
  )
}
