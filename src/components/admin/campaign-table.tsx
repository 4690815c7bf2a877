import type { CampaignRow } from "@/store/discounts/desk-queries"
import { DataTable } from "./data-table"
import { TextLink } from "./text-link"

export function CampaignTable({ campaigns }: { campaigns: readonly CampaignRow[] }) {
  return (
    <DataTable
      caption="Campaigns"
      rows={campaigns}
      rowKey={({ campaign }) => campaign}
      columns={[
        {
          label: "Campaign",
          cell: ({ campaign }) => (
            <TextLink href={`/admin/discounts?campaign=${encodeURIComponent(campaign)}`}>{campaign}</TextLink>
          ),
        },
        { label: "Codes", kind: "number", cell: ({ codes }) => codes },
        { label: "Redeemed", kind: "number", cell: ({ redeemed }) => redeemed },
        {
          label: "Share",
          kind: "number",
          cell: ({ redeemed, uses }) => `${uses > 0 ? Math.round((100 * redeemed) / uses) : 0} %`,
        },
      ]}
    />
  )
}
