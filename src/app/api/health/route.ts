import { sql } from "drizzle-orm"
import { route } from "@/http/route"

export const GET = route("public", async ({ shop }) => {
  const database = await shop.database.db.execute(sql`select 1`).then(
    () => true,
    () => false,
  )
  return Response.json(
    {
      ok: database,
      service: "swag-store",
      checkedAt: new Date().toISOString(),
      world: shop.config.world,
      demo: shop.config.DEMO,
      dependencies: { database: database ? "up" : "down" },
    },
    { status: database ? 200 : 503, headers: { "cache-control": "no-store" } },
  )
})
