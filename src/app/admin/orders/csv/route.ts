import { csvResponse } from "@/http/csv-response"
import { deskRoute } from "@/http/desk"
import { EXPORT_COLUMNS, exportOrders } from "@/store/orders/export-orders"
import { orderIdsOf } from "../order-ids"

/** The taken orders as a 3PL wants them: one row per line, with the whole address. */
export const GET = deskRoute("buyers:read", async ({ request, ctx }) => {
  const ids = orderIdsOf(new URL(request.url).searchParams.getAll("id"))
  return csvResponse("orders", ctx.now(), EXPORT_COLUMNS, await exportOrders(ctx, ids))
})
