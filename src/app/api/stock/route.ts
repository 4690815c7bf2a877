import { route } from "@/http/route"
import { listAvailability } from "@/store/catalog/queries"

/** What can be bought now, for pages that were rendered earlier. */
export const GET = route("public", async ({ ctx }) =>
  Response.json({ stock: await listAvailability(ctx.db) }, { headers: { "cache-control": "no-store" } }),
)
