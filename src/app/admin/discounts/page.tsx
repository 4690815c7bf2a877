import type { Metadata } from "next"
import { CampaignTable } from "@/components/admin/campaign-table"
import { CodeTable } from "@/components/admin/code-table"
import { DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { Pager } from "@/components/admin/pager"
import { Panel } from "@/components/admin/panel"
import { Tabs } from "@/components/admin/tabs"
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
  // What can be handed out, unless something else is looked for.
  const state = query.state ?? (query.q || query.campaign ? "all" : "usable")
  const now = ctx.now()
  const rows = await listDiscountCodes(
    ctx.db,
    { search: query.q, campaign: query.campaign, state: state === "all" ? undefined : state },
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
      <Tabs
        label="Which codes"
        tabs={[...DISCOUNT_STATES, "all" as const].map((one) => ({
          href: hrefWith("/admin/discounts", { ...query, state: one }),
          label: (one[0]?.toUpperCase() ?? "") + one.slice(1),
          current: one === state,
        }))}
      />
      <FilterBar
        action="/admin/discounts"
        kept={{ campaign: query.campaign, state: query.state }}
        search={{ value: query.q ?? "", placeholder: "Code, recipient or purpose" }}
      />
      <CodeTable
        codes={page}
        empty={state === "usable" && !query.q ? "No code is left to hand out." : "No code fits."}
      />
      <Pager
        first={after ? hrefWith("/admin/discounts", query) : null}
        next={
          rows.length > PAGE ? hrefWith("/admin/discounts", { ...query, after: page.at(-1)?.code }) : null
        }
      />
    </>
  )
}
