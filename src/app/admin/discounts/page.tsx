import type { Metadata } from "next"
import { CampaignTable } from "@/components/admin/campaign-table"
import { CodeTable } from "@/components/admin/code-table"
import { DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { Select } from "@/components/admin/input"
import { Pager } from "@/components/admin/pager"
import { Panel } from "@/components/admin/panel"
import { openDesk } from "@/http/desk"
import {
  DISCOUNT_STATES,
  discountState,
  listCampaigns,
  listDiscountCodes,
} from "@/store/discounts/desk-queries"
import { hrefWith } from "../href-with"
import { discountQuerySchema } from "./discount-query"

export const metadata: Metadata = { title: "Discount codes" }

const PAGE = 100

export default async function DiscountsPage({ searchParams }: { searchParams: Promise<object> }) {
  const { ctx, can } = await openDesk("discounts:read", "/admin/discounts")
  const { after, ...query } = discountQuerySchema.parse(await searchParams)
  const now = ctx.now()
  const rows = await listDiscountCodes(
    ctx.db,
    { search: query.q, campaign: query.campaign, state: query.state },
    { limit: PAGE + 1, after },
    now,
  )
  const page = rows.slice(0, PAGE).map((row) => ({ ...row, state: discountState(row, now) }))
  const campaigns = await listCampaigns(ctx.db, 12)
  return (
    <>
      <DeskHeading
        title={query.campaign ? `Codes of ${query.campaign}` : "Discount codes"}
        {...(query.campaign ? { up: { href: "/admin/discounts", label: "All codes" } } : {})}
        actions={
          <>
            {can("discounts:write") && (
              <DeskButtonLink look="main" href="/admin/discounts/new">
                New codes
              </DeskButtonLink>
            )}
            {page.length > 0 && (
              <DeskButtonLink
                href={hrefWith("/admin/discounts/csv", {
                  campaign: query.campaign,
                  q: query.q,
                  state: query.state,
                })}
                download
              >
                CSV
              </DeskButtonLink>
            )}
          </>
        }
      />
      {!query.campaign && campaigns.length > 0 && (
        <Panel title="Campaigns">
          <CampaignTable campaigns={campaigns} />
        </Panel>
      )}
      <FilterBar
        action="/admin/discounts"
        kept={{ campaign: query.campaign }}
        search={{ value: query.q ?? "", placeholder: "Code, recipient or purpose" }}
      >
        <Select label="State" name="state" defaultValue={query.state ?? ""}>
          <option value="">All</option>
          {DISCOUNT_STATES.map((state) => (
            <option key={state} value={state}>
              {state}
            </option>
          ))}
        </Select>
      </FilterBar>
      <CodeTable codes={page} empty="No code fits." />
      <Pager
        first={after ? hrefWith("/admin/discounts", query) : null}
        next={
          rows.length > PAGE ? hrefWith("/admin/discounts", { ...query, after: page.at(-1)?.code }) : null
        }
      />
    </>
  )
}
