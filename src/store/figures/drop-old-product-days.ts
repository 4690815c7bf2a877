import { sql } from "drizzle-orm"
import { type Context, inTransaction } from "../context"

/** The ranking of products is over this many days, today among them. */
const RANKING_DAYS = 30

/** Takes the days that have left the ranking out of it. Repeating it changes nothing. */
export async function dropOldProductDays(ctx: Context): Promise<void> {
  const today = Math.floor(ctx.now().getTime() / 86_400_000)
  const first = new Date((today - RANKING_DAYS + 1) * 86_400_000).toISOString().slice(0, 10)
  await inTransaction(ctx, (tx) => tx.db.execute(sql`select drop_product_days_before(${first}::date)`))
}
