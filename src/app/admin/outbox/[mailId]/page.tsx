import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Letter } from "@/components/admin/letter"
import { When } from "@/components/admin/when"
import { openDesk } from "@/http/desk"
import { findOutboxMessage } from "@/services/outbox-mail"
import { logViewing } from "@/store/orders/log-viewing"

export const metadata: Metadata = { title: "Mail" }

export default async function LetterPage({ params }: { params: Promise<{ mailId: string }> }) {
  const { ctx, shop } = await openDesk("outbox:read", "/admin/outbox")
  const message = await findOutboxMessage(shop.database.db, shop.vault, (await params).mailId)
  if (!message) notFound()
  await logViewing(ctx, message.orderId ?? message.id)
  return (
    <>
      <DeskHeading title={message.subject} up={{ href: "/admin/outbox", label: "Outbox" }} />
      <Letter
        facts={[
          { label: "To", value: message.to },
          { label: "Written", value: <When at={message.createdAt} /> },
        ]}
        text={message.text}
        htmlUrl={`/admin/outbox/${message.id}/letter`}
      />
    </>
  )
}
