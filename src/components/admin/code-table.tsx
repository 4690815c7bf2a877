import type { DiscountCodeRow, DiscountState } from "@/store/discounts/desk-queries"
import { Badge } from "../ui/badge"
import { Money } from "../ui/money"
import { DataTable } from "./data-table"
import { TextLink } from "./text-link"
import { When } from "./when"

const TONES = { usable: "done", spent: "muted", paused: "accent", expired: "muted" } as const

export function CodeStateBadge({ state }: { state: DiscountState }) {
  return <Badge tone={TONES[state]}>{state}</Badge>
}

/** What a code takes off, in words. */
export function CodeBenefit({ code }: { code: Pick<DiscountCodeRow, "percentOff" | "amountOffCents"> }) {
  if (code.percentOff !== null) return <>{code.percentOff} %</>
  return <Money cents={code.amountOffCents ?? 0} currency="usd" />
}

interface CodeTableProps {
  codes: readonly (DiscountCodeRow & { state: DiscountState })[]
  empty: string
}

export function CodeTable({ codes, empty }: CodeTableProps) {
  return (
    <DataTable
      caption="Discount codes"
      rows={codes}
      rowKey={({ code }) => code}
      empty={empty}
      columns={[
        {
          label: "Code",
          kind: "code",
          cell: ({ code }) => (
            <TextLink href={`/admin/discounts/${encodeURIComponent(code)}`} data-row-link>
              {code}
            </TextLink>
          ),
        },
        { label: "For", cell: ({ label }) => label },
        { label: "Takes off", kind: "number", cell: (code) => <CodeBenefit code={code} /> },
        {
          label: "Used",
          kind: "number",
          cell: ({ timesRedeemed, maxRedemptions, timesHeld }) =>
            `${timesRedeemed} of ${maxRedemptions}${timesHeld > 0 ? `, ${timesHeld} in checkouts` : ""}`,
        },
        { label: "State", cell: ({ state }) => <CodeStateBadge state={state} /> },
        {
          label: "Campaign",
          cell: ({ campaign }) =>
            campaign && (
              <TextLink href={`/admin/discounts?campaign=${encodeURIComponent(campaign)}`}>
                {campaign}
              </TextLink>
            ),
        },
        { label: "Last day", cell: ({ expiresAt }) => expiresAt && <When at={expiresAt} day /> },
        { label: "By", cell: ({ createdBy }) => createdBy },
        { label: "Made", cell: ({ createdAt }) => <When at={createdAt} /> },
      ]}
    />
  )
}
