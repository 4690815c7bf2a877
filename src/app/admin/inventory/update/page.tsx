import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { StockUpdateForm } from "@/components/admin/stock-update-form"
import { Tabs } from "@/components/admin/tabs"
import { openDesk } from "@/http/desk"
import { UPDATE_MODES } from "@/store/inventory/inventory-update"
import { inShelfOrder, listStockRows } from "@/store/inventory/stock-queries"
import { hrefWith } from "../../href-with"
import { updateQuerySchema } from "../stock-query"
import { applyUpdate, previewUpdate } from "./actions"
import { UPDATE_WORDS } from "./update-words"

export const metadata: Metadata = { title: "Change stock" }

const MOST = 200

export default async function UpdatePage({ searchParams }: { searchParams: Promise<object> }) {
  const { ctx } = await openDesk("inventory:write", "/admin/inventory/update")
  const { mode, q, product } = updateQuerySchema.parse(await searchParams)
  const rows = await listStockRows(ctx.db, { search: q, productId: product }, { limit: MOST })
  return (
    <>
      <DeskHeading
        title={UPDATE_WORDS[mode].title}
        up={{ href: "/admin/inventory", label: "Inventory" }}
        lead={UPDATE_WORDS[mode].lead}
      />
      <Tabs
        label="What kind of change"
        tabs={UPDATE_MODES.map((name) => ({
          href: hrefWith("/admin/inventory/update", { mode: name, q, product }),
          label: UPDATE_WORDS[name].title,
          current: name === mode,
        }))}
      />
      <FilterBar
        action="/admin/inventory/update"
        kept={{ mode }}
        search={{ value: q ?? "", placeholder: "Show only: name, sku or variant id" }}
      />
      <StockUpdateForm
        key={mode}
        mode={mode}
        words={UPDATE_WORDS[mode]}
        rows={inShelfOrder(rows)}
        preview={previewUpdate}
        apply={applyUpdate}
      />
      {rows.length === MOST && <p>The first {MOST} variants. Search to see others.</p>}
    </>
  )
}
