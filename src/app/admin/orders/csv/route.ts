import { csvResponse } from "@/http/csv-response"
import { deskRoute } from "@/http/desk"
import { ORDER_ID } from "@/store/identifiers"
import { exportOrders, EXPORT_COLUMNS } from "@/store/orders/export-orders"

const MOST = 500

/** The taken orders as a 3PL wants them: one row per line, with the whole address. */
export const GET = deskRoute("buyers:read", async ({ request, ctx }) => {
  const ids = new URL(request.url).searchParams.getAll("id").filter((id) => ORDER_ID.test(id))
  const rows = await exportOrders(ctx, [...new Set(ids)].slice(0, MOST))
  return csvResponse("orders", ctx.now(), EXPORT_COLUMNS, rows)
})
