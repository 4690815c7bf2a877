import { renderProductMarkdown } from "@/agent-api/product-texts"
import { StoreError } from "@/errors"
import { route } from "@/http/route"
import { textResponse } from "@/http/text-response"
import { findProductBySlug } from "@/store/catalog/queries"

export const GET = route<{ slug: string }>("public", async ({ params, shop }) => {
  const product = await findProductBySlug(shop.database.db, params.slug)
  if (!product) throw new StoreError("NOT_FOUND", `There is no product ${params.slug}.`)
  return textResponse("text/markdown", renderProductMarkdown(shop.config.appOrigin, product))
})
