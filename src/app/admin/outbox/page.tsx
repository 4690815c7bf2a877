import type { Metadata } from "next"
import { DataTable } from "@/components/admin/data-table"
import { DeskHeading } from "@/components/admin/desk-heading"
import { TextLink } from "@/components/admin/text-link"
import { When } from "@/components/admin/when"
import { openDesk } from "@/http/desk"
import { listOutboxMessages } from "@/services/outbox-mail"
import { logViewing } from "@/store/orders/log-viewing"

export const metadata: Metadata = { title: "Outbox" }

export default async function OutboxPage() {
  const { ctx, shop } = await openDesk("outbox:read", "/admin/outbox")
  const messages = await listOutboxMessages(shop.database.db, shop.vault, 200)
  if (messages.length > 0) await logViewing(ctx, "outbox")
  return (
    <>
      <DeskHeading
        title="Outbox"
        actions={<TextLink href="/admin/letters">All letters, as samples</TextLink>}
        lead={
          shop.config.world.mail === "outbox"
            ? "This store has no mailer: mail is kept here and reaches nobody. Set RESEND_API_KEY or SMTP_URL to send it."
            : "Mail goes out through a mailer. Here is what was kept before one was configured."
        }
      />
      <DataTable
        caption="Kept mail"
        rows={messages}
        rowKey={({ id }) => id}
        empty="No mail was kept."
        columns={[
          {
            label: "Subject",
            cell: ({ id, subject }) => <TextLink href={`/admin/outbox/${id}`}>{subject}</TextLink>,
          },
          { label: "To", cell: ({ to }) => to },
          {
            label: "Order",
            kind: "code",
            cell: ({ orderId }) =>
              orderId && <TextLink href={`/admin/orders/${orderId}`}>{orderId.slice(0, 10)}</TextLink>,
          },
          { label: "Written", cell: ({ createdAt }) => <When at={createdAt} /> },
        ]}
      />
    </>
  )
}
