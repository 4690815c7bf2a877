import { renderLlmsText } from "@/agent-api/product-texts"
import { route } from "@/http/route"
import { textResponse } from "@/http/text-response"
import { listProductPage } from "@/store/catalog/list-product-page"

export const GET = route("public", async ({ ctx, shop }) =>
  textResponse(
    "text/plain",
    renderLlmsText(shop.config.appOrigin, await listProductPage(ctx, { limit: 500 })),
  ),
)
