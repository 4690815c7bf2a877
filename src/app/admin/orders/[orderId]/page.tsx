import { randomUUID } from "node:crypto"
import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { OrderDesk } from "@/components/admin/order-desk"
import { foundOr404, openDesk } from "@/http/desk"
import { listMailsOfOrder } from "@/services/outbox-mail"
import { ORDER_ID } from "@/store/identifiers"
import { getAdminOrder } from "@/store/orders/get-admin-order"
import { listSiblings } from "@/store/orders/list-siblings"
import { cancelOrder, moveOn } from "../move-actions"
import {
  addNote,
  attend,
  changeAddress,
  refundPart,
  resume,
  retryRefund,
  sendAgain,
  substitute,
} from "./actions"

interface Props {
  params: Promise<{ orderId: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Order ${(await params).orderId.slice(0, 10)}` }
}

export default async function OrderPage({ params }: Props) {
  const { orderId } = await params
  const { ctx, can, shop } = await openDesk("orders:read", `/admin/orders/${orderId}`)
  if (!ORDER_ID.test(orderId)) notFound()
  const order = await foundOr404(getAdminOrder(ctx, { orderId, revealBuyer: can("buyers:read") }))
  return (
    <OrderDesk
      order={order}
      siblings={can("orders:write") ? await listSiblings(ctx, order) : []}
      mails={await listMailsOfOrder(shop.database.db, orderId)}
      rights={{
        write: can("orders:write"),
        refund: can("orders:refund"),
        buyers: can("buyers:read"),
        outbox: can("outbox:read"),
      }}
      actions={{
        addNote,
        attend,
        moveOn,
        cancelOrder,
        refundPart,
        retryRefund,
        resume,
        changeAddress,
        sendAgain,
        substitute,
      }}
      formKey={randomUUID()}
    />
  )
}
