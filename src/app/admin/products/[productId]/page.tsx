import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ActionForm } from "@/components/admin/action-form"
import { BarChart } from "@/components/admin/bar-chart"
import { DeskButton, DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Panel } from "@/components/admin/panel"
import { ProductForm } from "@/components/admin/product-form"
import { StockTable } from "@/components/admin/stock-table"
import { Notice } from "@/components/ui/notice"
import { openDesk } from "@/http/desk"
import { listVariantsOf } from "@/store/catalog/desk-queries"
import { compareSizes } from "@/store/catalog/product"
import { findProduct } from "@/store/catalog/queries"
import { inShelfOrder, listStockRows, sumDemand } from "@/store/inventory/stock-queries"
import { preview, save, setArchived } from "../actions"
import { formValuesOf } from "../form-values"

export const metadata: Metadata = { title: "Product" }

const DAYS_90 = 90 * 24 * 60 * 60 * 1000

export default async function ProductPage({ params }: { params: Promise<{ productId: string }> }) {
  const { productId } = await params
  const { ctx, can } = await openDesk("products:read", `/admin/products/${productId}`)
  const product = await findProduct(ctx.db, productId)
  if (!product) notFound()
  const variants = await listVariantsOf(ctx.db, productId)
  const demand = await sumDemand(ctx.db, productId, new Date(ctx.now().getTime() - DAYS_90))
  const archived = product.archivedAt !== null
  return (
    <>
      <DeskHeading
        title={product.name}
        up={{ href: "/admin/products", label: "Products" }}
        lead={<code>{product.id}</code>}
        actions={
          <>
            {!archived && <DeskButtonLink href={`/products/${product.slug}`}>In the shop</DeskButtonLink>}
            {can("products:write") && (
              <ActionForm action={setArchived} inline label={archived ? "Restore" : "Archive"}>
                <input type="hidden" name="productId" value={product.id} />
                <DeskButton name="archived" value={String(!archived)}>
                  {archived ? "Put back in the shop" : "Archive"}
                </DeskButton>
              </ActionForm>
            )}
          </>
        }
      />
      {archived && <Notice title="This product is archived: shoppers don't see it." />}
      <Panel title="Units sold by size in 90 days">
        <BarChart
          label="Units sold by size in 90 days"
          bars={[...demand]
            .sort((a, b) => a.color.localeCompare(b.color) || compareSizes(a.size, b.size))
            .map(({ color, size, units }) => ({
              name: [color, size].filter(Boolean).join(" ") || "One size",
              value: units,
            }))}
        />
      </Panel>
      <Panel title="Stock">
        <StockTable
          rows={inShelfOrder(await listStockRows(ctx.db, { productId }, { limit: 300 }))}
          lowAt={ctx.ports.config.lowStockThreshold}
          empty="No variant is on the shelf."
        />
      </Panel>
      {can("products:write") && (
        <ProductForm
          values={formValuesOf(product, variants)}
          seenAt={product.updatedAt.toISOString()}
          preview={preview}
          save={save}
        />
      )}
    </>
  )
}
