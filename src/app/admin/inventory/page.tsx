import type { Metadata } from "next"
import { DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { Pager } from "@/components/admin/pager"
import { StockTable } from "@/components/admin/stock-table"
import { Tabs } from "@/components/admin/tabs"
import { openDesk } from "@/http/desk"
import { inShelfOrder, listStockRows } from "@/store/inventory/stock-queries"
import { hrefWith } from "../href-with"
import { stockQuerySchema } from "./stock-query"

export const metadata: Metadata = { title: "Inventory" }

const PAGE = 100

export default async function InventoryPage({ searchParams }: { searchParams: Promise<object> }) {
  const { ctx, can } = await openDesk("inventory:read", "/admin/inventory")
  const query = stockQuerySchema.parse(await searchParams)
  const lowAt = ctx.ports.config.lowStockThreshold
  const rows = await listStockRows(
    ctx.db,
    { search: query.q, atMost: query.show === "low" ? lowAt : undefined },
    { limit: PAGE + 1, after: query.after },
  )
  const page = rows.slice(0, PAGE)
  const view = { q: query.q, show: query.show === "low" ? "low" : undefined }
  const tab = (show: "all" | "low") =>
    hrefWith("/admin/inventory", { q: query.q, show: show === "low" ? show : undefined })
  return (
    <>
      <DeskHeading
        title="Inventory"
        lead="What stands on the shelf right now. Every change is a row in the ledger."
        actions={
          <>
            {can("inventory:write") && (
              <>
                <DeskButtonLink look="main" href="/admin/inventory/update?mode=receive_shipment">
                  Receive
                </DeskButtonLink>
                <DeskButtonLink href="/admin/inventory/update?mode=audit_count">Count</DeskButtonLink>
                <DeskButtonLink href="/admin/inventory/update?mode=manual_correction">Correct</DeskButtonLink>
              </>
            )}
            <DeskButtonLink href="/admin/inventory/ledger">Ledger</DeskButtonLink>
          </>
        }
      />
      <Tabs
        label="Which stock"
        tabs={[
          { href: tab("all"), label: "All", current: query.show !== "low" },
          { href: tab("low"), label: `Low: ${lowAt} or fewer`, current: query.show === "low" },
        ]}
      />
      <FilterBar
        action="/admin/inventory"
        kept={{ show: view.show }}
        search={{ value: query.q ?? "", placeholder: "Name, sku or variant id" }}
      />
      <StockTable
        rows={inShelfOrder(page)}
        lowAt={lowAt}
        empty={query.show === "low" ? "Nothing is low." : "Nothing on the shelf fits."}
      />
      <Pager
        first={query.after ? hrefWith("/admin/inventory", view) : null}
        next={
          rows.length > PAGE ? hrefWith("/admin/inventory", { ...view, after: page.at(-1)?.variantId }) : null
        }
      />
    </>
  )
}
