import type { Metadata } from "next"
import { ActionForm } from "@/components/admin/action-form"
import { DataTable } from "@/components/admin/data-table"
import { DeskButton } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Tabs } from "@/components/admin/tabs"
import { TextLink } from "@/components/admin/text-link"
import { When } from "@/components/admin/when"
import { openDesk } from "@/http/desk"
import { listAlerts } from "@/services/alert-list"
import { resolve } from "./actions"

export const metadata: Metadata = { title: "Alerts" }

export default async function AlertsPage({ searchParams }: { searchParams: Promise<{ show?: string }> }) {
  const { shop, can } = await openDesk("alerts:read", "/admin/alerts")
  const all = (await searchParams).show === "all"
  const alerts = await listAlerts(shop.database.db, !all)
  return (
    <>
      <DeskHeading
        title="Alerts"
        lead={
          shop.config.world.alerts === "slack"
            ? "What Slack was told, and what it still has to be told."
            : "What Slack would be told if a webhook were configured."
        }
      />
      <Tabs
        label="Which alerts"
        tabs={[
          { href: "/admin/alerts", label: "Open", current: !all },
          { href: "/admin/alerts?show=all", label: "All", current: all },
        ]}
      />
      <DataTable
        caption="Alerts"
        rows={alerts}
        rowKey={({ id }) => id}
        empty={all ? "There has never been an alert." : "Nothing is wrong."}
        columns={[
          { label: "Alert", cell: ({ message }) => message },
          { label: "Kind", kind: "code", cell: ({ kind }) => kind },
          {
            label: "Order",
            kind: "code",
            cell: ({ orderId }) =>
              orderId && <TextLink href={`/admin/orders/${orderId}`}>{orderId.slice(0, 10)}</TextLink>,
          },
          { label: "Raised", cell: ({ createdAt }) => <When at={createdAt} /> },
          {
            label: "At rest",
            cell: ({ id, message, resolvedAt }) => {
              if (resolvedAt) return <When at={resolvedAt} />
              if (!can("alerts:write")) return "no"
              return (
                <ActionForm action={resolve} inline label={`Put to rest: ${message}`}>
                  <input type="hidden" name="alertId" value={id} />
                  <DeskButton>Put to rest</DeskButton>
                </ActionForm>
              )
            },
          },
        ]}
      />
    </>
  )
}
