import { route } from "@/http/route"
import { textResponse } from "@/http/text-response"

export const GET = route("public", async ({ shop }) =>
  textResponse(
    "text/plain",
    `User-agent: *\nDisallow: /admin/\nDisallow: /orders/\nDisallow: /api/\nDisallow: /engine\nAllow: /api/ai\nSitemap: ${shop.config.appOrigin}/sitemap.xml\n`,
  ),
)
