import { StoreError } from "../errors"
import { planProduct } from "../store/catalog/plan-product"
import type { Product } from "../store/catalog/product"
import { productInputSchema } from "../store/catalog/product-input"
import type { CatalogSource } from "../store/ports"
import { callVendor, readVendorJson } from "./call-vendor"

/** The version of Notion's API that the answers are read by. */
const NOTION_VERSION = "2022-06-28"
const PAGE = 100
const MOST_PRODUCTS = 2_000

/** A product's fields by the names of the database's properties, whatever their case. */
const FIELDS = {
  id: "id",
  slug: "slug",
  name: "name",
  type: "type",
  sku: "sku",
  cover: "cover",
  price: "priceDollars",
  category: "category",
  tagline: "tagline",
  blurb: "blurb",
  description: "description",
  fabric: "fabric",
  fit: "fit",
  "corner tag": "cornerTag",
  image: "image",
  colors: "colorsText",
  sizes: "sizesText",
  variants: "variantsText",
  tags: "tagsText",
} as const

interface NotionPage {
  readonly archived?: boolean
  readonly in_trash?: boolean
  readonly properties?: Readonly<Record<string, NotionProperty>>
}

interface NotionProperty {
  readonly type?: string
  readonly [value: string]: unknown
}

/**
 * A database in Notion as the catalogue's source: a page per product, its properties named like the fields of the
 * desk's product form, lists in the same text forms.
 * @see https://developers.notion.com/reference/post-database-query
 */
export function createNotionCatalog(
  options: { readonly token: string; readonly databaseId: string; readonly baseUrl?: string },
  send: typeof fetch = fetch,
): CatalogSource {
  const url = `${options.baseUrl ?? "https://api.notion.com"}/v1/databases/${encodeURIComponent(options.databaseId)}/query`

  async function readPages(): Promise<NotionPage[]> {
    const pages: NotionPage[] = []
    for (let cursor: string | null = null; ; ) {
      const response = await callVendor(
        "Notion",
        url,
        {
          method: "POST",
          headers: {
            authorization: `Bearer ${options.token}`,
            "notion-version": NOTION_VERSION,
            "content-type": "application/json",
          },
          body: JSON.stringify({ page_size: PAGE, ...(cursor ? { start_cursor: cursor } : {}) }),
        },
        send,
      )
      const answer = await readVendorJson<{ results?: NotionPage[]; next_cursor?: string | null }>(
        "Notion",
        response,
      )
      pages.push(...(answer.results ?? []))
      cursor = answer.next_cursor ?? null
      if (!cursor || pages.length > MOST_PRODUCTS) return pages
    }
  }

  return {
    async read() {
      const pages = (await readPages()).filter(({ archived, in_trash }) => !archived && !in_trash)
      const problems: string[] = []
      const products = pages.flatMap((page) => {
        const fields = fieldsOf(page)
        try {
          return productOf(fields)
        } catch (error) {
          problems.push(`${fields.name || "A page without a name"}: ${reasonOf(error)}`)
          return []
        }
      })
      if (problems.length > 0) {
        throw new StoreError("VALIDATION_ERROR", `Notion: ${problems.slice(0, 5).join(" ")}`, {
          userAction: "Correct these pages in Notion and reset again. Nothing was changed.",
          details: { issues: problems.slice(0, 20).map((message) => ({ field: "notion", message })) },
        })
      }
      if (products.length === 0) {
        throw new StoreError("VALIDATION_ERROR", "Notion: the database has no products.", {
          userAction:
            "Is it NOTION_CATALOG_DATABASE_ID, and is it shared with the integration? Nothing was changed.",
        })
      }
      return { name: "notion", products }
    },
  }
}

function fieldsOf({ properties = {} }: NotionPage): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [name, property] of Object.entries(properties)) {
    const field = FIELDS[name.trim().toLowerCase() as keyof typeof FIELDS]
    const text = textOf(property)
    if (field && text !== "") fields[field] = text
    if (name.trim().toLowerCase() === "featured" && property.checkbox === true) fields.featured = "yes"
  }
  return fields
}

/** What a property says, as text; an unknown kind says nothing. */
function textOf(property: NotionProperty): string {
  const value = property[property.type ?? ""]
  switch (property.type) {
    case "title":
    case "rich_text":
      return asList(value)
        .map(({ plain_text: text }) => String(text ?? ""))
        .join("")
        .trim()
    case "multi_select":
      return asList(value)
        .map(({ name }) => String(name ?? ""))
        .join(", ")
    case "select":
      return String((value as { name?: unknown } | null)?.name ?? "")
    case "number":
    case "url":
      return value === null || value === undefined ? "" : String(value)
    default:
      return ""
  }
}

function asList(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : []
}

/** As if it were typed into the product form of an empty shop. */
function productOf({ featured, ...fields }: Record<string, string>): Product {
  const input = productInputSchema.parse({ ...fields, ...(featured ? { featured: true } : {}) })
  const empty = { product: undefined, variants: [], slugOwner: undefined, skuOwner: undefined }
  return planProduct(input, empty).product
}

function reasonOf(error: unknown): string {
  if (error instanceof StoreError) return error.message
  const [issue] = (error as { issues?: { path: PropertyKey[]; message: string }[] }).issues ?? []
  if (!issue) throw error
  return `${issue.path.join(".")}: ${issue.message}`
}
