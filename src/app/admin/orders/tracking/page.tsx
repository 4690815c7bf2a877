import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { TrackingForm } from "@/components/admin/tracking-form"
import { openDesk } from "@/http/desk"
import { applyTracking, previewTracking } from "../move-actions"

export const metadata: Metadata = { title: "Add tracking" }

export default async function TrackingPage() {
  await openDesk("orders:write", "/admin/orders/tracking")
  return (
    <>
      <DeskHeading
        title="Add tracking"
        up={{ href: "/admin/orders?queue=fulfilled", label: "Packed orders" }}
        lead="Ships packed orders and mails each buyer their number."
      />
      <TrackingForm preview={previewTracking} apply={applyTracking} />
    </>
  )
}
