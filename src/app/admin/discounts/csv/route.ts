import { csvResponse } from "@/http/csv-response"
import { deskRoute } from "@/http/desk"
import {
  type DiscountCodeRow,
  discountState,
  listCodesByName,
  listDiscountCodes,
} from "@/store/discounts/desk-queries"
import { discountQuerySchema } from "../discount-query"

const MOST = 10_000
const COLUMNS = [
  "code",
  "label",
  "takes_off",
  "times_redeemed",
  "max_redemptions",
  "state",
  "campaign",
  "last_day",
  "created_by",
  "created_at",
]

/** The named codes, or those of a view of the list. */
export const GET = deskRoute("discounts:read", async ({ request, ctx }) => {
  const search = new URL(request.url).searchParams
  const named = search.getAll("code").slice(0, 1_000)
  const { q, campaign, state } = discountQuerySchema.parse(Object.fromEntries(search))
  const codes =
    named.length > 0
      ? await listCodesByName(ctx.db, named)
      : await listDiscountCodes(
          ctx.db,
          { search: q, campaign, state: state === "all" ? undefined : state },
          { limit: MOST },
          ctx.now(),
        )
  const rows = codes.map((code) => csvRow(code, ctx.now()))
  return csvResponse("discount-codes", ctx.now(), COLUMNS, rows)
})

function csvRow(code: DiscountCodeRow, now: Date): string[] {
  return [
    code.code,
    code.label,
    code.percentOff === null ? `$${((code.amountOffCents ?? 0) / 100).toFixed(2)}` : `${code.percentOff}%`,
    String(code.timesRedeemed),
    String(code.maxRedemptions),
    discountState(code, now),
    code.campaign ?? "",
    code.expiresAt?.toISOString().slice(0, 10) ?? "",
    code.createdBy,
    code.createdAt.toISOString(),
  ]
}
