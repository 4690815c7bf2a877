import type { Metadata } from "next"
import { Fragment } from "react"
import { CustomsNote } from "@/components/admin/customs-note"
import { DeskHeading } from "@/components/admin/desk-heading"
import { PackingSlip } from "@/components/admin/packing-slip"
import { PrintButton } from "@/components/admin/print-button"
import { openDesk } from "@/http/desk"
import { listPackingSlips } from "@/store/orders/list-packing-slips"
import { orderIdsOf } from "../order-ids"

export const metadata: Metadata = { title: "Packing slips" }

interface Props {
  searchParams: Promise<{ id?: string | string[] }>
}

export default async function SlipsPage({ searchParams }: Props) {
  const { ctx } = await openDesk("buyers:read", "/admin/orders")
  const slips = await listPackingSlips(ctx, orderIdsOf((await searchParams).id))
  return (
    <>
      <DeskHeading
        title={slips.length === 1 ? "Packing slip" : `${slips.length} packing slips`}
        up={{ href: "/admin/orders", label: "Orders" }}
        lead={
          slips.length === 0 ? "Take some orders in the list first; cancelled ones have no slip." : undefined
        }
        actions={slips.length > 0 && <PrintButton />}
      />
      {slips.map((slip) => (
        <Fragment key={slip.orderId}>
          <PackingSlip slip={slip} />
          <CustomsNote slip={slip} />
        </Fragment>
      ))}
    </>
  )
}
