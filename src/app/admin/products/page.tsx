import type { Metadata } from "next"
import { z } from "zod"
import { DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { Pager } from "@/components/admin/pager"
import { ProductTable } from "@/components/admin/product-table"
import { Tabs } from "@/components/admin/tabs"
import { openDesk } from "@/http/desk"
import { listDeskProducts } from "@/store/catalog/desk-queries"
import { hrefWith } from "../href-with"

export const metadata: Metadata = { title: "Products" }

const PAGE = 100
const text = z
  .string()
  .trim()
  .max(128)
  .transform((value) => value || undefined)
  .optional()
  .catch(undefined)
const querySchema = z.object({ q: text, after: text, show: z.enum(["shop", "archived"]).catch("shop") })

export default async function ProductsPage({ searchParams }: { searchParams: Promise<object> }) {
  const { ctx, can } = await openDesk("products:read", "/admin/products")
  const { q, after, show } = querySchema.parse(await searchParams)
  const archived = show === "archived"
  const view = { q, show: archived ? show : undefined }
  const rows = await listDeskProducts(ctx.db, { search: q, archived }, { limit: PAGE + 1, after })
  const page = rows.slice(0, PAGE)
  return (
    <>
      <DeskHeading
        title="Products"
        actions={
          can("products:write") && (
            <DeskButtonLink look="main" href="/admin/products/new">
              New product
            </DeskButtonLink>
          )
        }
      />
      <Tabs
        label="Which products"
        tabs={[
          { href: hrefWith("/admin/products", { q }), label: "In the shop", current: !archived },
          {
            href: hrefWith("/admin/products", { q, show: "archived" }),
            label: "Archived",
            current: archived,
          },
        ]}
      />
      <FilterBar
        action="/admin/products"
        kept={{ show: view.show }}
        search={{ value: q ?? "", placeholder: "Name, type or sku" }}
      />
      <ProductTable products={page} empty={archived ? "Nothing is archived." : "No product fits."} />
      <Pager
        first={after ? hrefWith("/admin/products", view) : null}
        next={rows.length > PAGE ? hrefWith("/admin/products", { ...view, after: page.at(-1)?.id }) : null}
      />
    </>
  )
}
