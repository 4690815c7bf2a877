import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { Input, Select } from "@/components/admin/input"
import { LedgerTable } from "@/components/admin/ledger-table"
import { Pager } from "@/components/admin/pager"
import { StockExplanation } from "@/components/admin/stock-explanation"
import { StoreError } from "@/errors"
import { openDesk } from "@/http/desk"
import { ADJUSTMENT_MODES } from "@/store/inventory/adjustment"
import { explainStock, MODE_WORDS } from "@/store/inventory/explain-stock"
import { listLedgerRows } from "@/store/inventory/stock-queries"
import { hrefWith } from "../../href-with"
import { ledgerQuerySchema } from "../stock-query"

export const metadata: Metadata = { title: "Ledger" }

const PAGE = 100

export default async function LedgerPage({ searchParams }: { searchParams: Promise<object> }) {
  const { ctx } = await openDesk("inventory:read", "/admin/inventory/ledger")
  const { before, ...query } = ledgerQuerySchema.parse(await searchParams)
  const { variant, product, order, batch, mode, actor } = query
  const explanation = variant
    ? await explainStock(ctx, variant).catch((error: unknown) => {
        if (error instanceof StoreError && error.type === "NOT_FOUND") notFound()
        throw error
      })
    : undefined
  const rows = await listLedgerRows(
    ctx.db,
    { variantId: variant, productId: product, orderId: order, batchId: batch, mode, actor },
    { limit: PAGE + 1, before },
  )
  const page = rows.slice(0, PAGE)
  return (
    <>
      <DeskHeading
        title="Ledger"
        up={{ href: "/admin/inventory", label: "Inventory" }}
        lead="Every unit that came, went or was counted, newest first. Rows are never changed."
      />
      {explanation && <StockExplanation explanation={explanation} />}
      <FilterBar action="/admin/inventory/ledger" kept={{ product, batch }}>
        <Input label="Variant" name="variant" defaultValue={variant ?? ""} placeholder="var_…" />
        <Input label="Order" name="order" defaultValue={order ?? ""} placeholder="ord_…" />
        <Input label="By" name="actor" defaultValue={actor ?? ""} placeholder="E-mail" />
        <Select label="What" name="mode" defaultValue={mode ?? ""}>
          <option value="">Everything</option>
          {ADJUSTMENT_MODES.map((name) => (
            <option key={name} value={name}>
              {MODE_WORDS[name]}
            </option>
          ))}
        </Select>
      </FilterBar>
      <LedgerTable rows={page} />
      <Pager
        first={before ? hrefWith("/admin/inventory/ledger", query) : null}
        next={
          rows.length > PAGE
            ? hrefWith("/admin/inventory/ledger", { ...query, before: page.at(-1)?.sequence })
            : null
        }
      />
    </>
  )
}
