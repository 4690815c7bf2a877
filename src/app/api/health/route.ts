import { route } from "@/http/route"
import { checkHealth } from "@/services/check-health"

/** 503 when nothing can be sold; what is merely behind is told, and leaves the answer at 200. */
export const GET = route("public", async ({ shop }) => {
  const { ok, dependencies, notes } = await checkHealth(shop.database.db)
  return Response.json(
    {
      ok,
      service: "swag-store",
      checkedAt: new Date().toISOString(),
      world: shop.config.world,
      demo: shop.config.DEMO,
      dependencies,
      notes,
    },
    { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } },
  )
})
