import { renderSitemap } from "@/agent-api/product-texts"
import { route } from "@/http/route"
import { textResponse } from "@/http/text-response"
import { listProductPage } from "@/store/catalog/list-product-page"

export const GET = route("public", async ({ ctx, shop }) =>
  textResponse(
    "application/xml",
    renderSitemap(shop.config.appOrigin, await listProductPage(ctx, { limit: 5_000 })),
  ),
)
