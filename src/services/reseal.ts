import { sql } from "drizzle-orm"
import { type Context, inTransaction } from "../store/context"
import { replaceSearchTags } from "../store/orders/desk-queries"
import { openPersonalData, sealPersonalData, tagEmail } from "../store/orders/personal-data"
import { lockOrder, updateOrder } from "../store/orders/queries"
import { searchTags } from "../store/orders/search-tags"

const BATCH = 200

/** Where sealed texts stand besides the orders: the row's key, the column, and what the text is bound to. */
const SEALED = [
  { table: "mails", key: "id", column: "message", context: "id" },
  { table: "sheet_rows", key: "order_id", column: "row", context: "order_id" },
  { table: "order_notes", key: "id", column: "note", context: "order_id" },
  { table: "import_parts", key: "id", column: "sealed", context: "id" },
] as const

/**
 * Seals anew, with the newest key, what older ones have sealed, and makes the tags by which buyers are found with it
 * too. Afterwards the older keys may be removed. In small steps that can be repeated; the shop may run meanwhile.
 * @returns how many rows of each table were sealed anew
 */
export async function reseal(ctx: Context): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = { orders: await resealOrders(ctx) }
  for (const place of SEALED) counts[place.table] = await resealTable(ctx, place)
  return counts
}

async function resealOrders(ctx: Context): Promise<number> {
  const { vault } = ctx.ports
  let count = 0
  for await (const { key } of sealedRows(ctx, {
    table: "orders",
    key: "id",
    column: "personal",
    context: "id",
  })) {
    const changed = await inTransaction(ctx, async (tx) => {
      const order = await lockOrder(tx.db, key)
      if (!order?.personal || vault.isCurrent(order.personal)) return false
      const customer = openPersonalData(vault, order)
      const personal = sealPersonalData(vault, key, customer)
      await updateOrder(tx.db, key, { personal, emailTag: tagEmail(vault, customer.email) }, order.updatedAt)
      await replaceSearchTags(tx.db, key, searchTags(vault, customer))
      return true
    })
    if (changed) count++
  }
  return count
}

async function resealTable(ctx: Context, place: (typeof SEALED)[number]): Promise<number> {
  const { vault } = ctx.ports
  const [table, key, column] = [place.table, place.key, place.column].map((name) => sql.identifier(name))
  let count = 0
  for await (const row of sealedRows(ctx, place)) {
    const anew = vault.seal(vault.open(row.sealed, row.context), row.context)
    // What was written meanwhile has the newest key already, and stays.
    await ctx.db.execute(
      sql`update ${table} set ${column} = ${anew} where ${key}::text = ${row.key} and ${column} = ${row.sealed}`,
    )
    count++
  }
  return count
}

interface SealedPlace {
  readonly table: string
  readonly key: string
  readonly column: string
  readonly context: string
}

/** The rows that an older key has sealed, by keyset. */
async function* sealedRows(
  ctx: Context,
  place: SealedPlace,
): AsyncGenerator<{ key: string; context: string; sealed: string }> {
  const [table, key, column, context] = [place.table, place.key, place.column, place.context].map((name) =>
    sql.identifier(name),
  )
  for (let after = ""; ; ) {
    const { rows } = (await ctx.db.execute(sql`
      select ${key}::text as key, ${context}::text as context, ${column} as sealed from ${table}
      where ${column} is not null and ${key}::text > ${after} order by ${key}::text limit ${BATCH}`)) as unknown as {
      rows: { key: string; context: string; sealed: string }[]
    }
    for (const row of rows) if (!ctx.ports.vault.isCurrent(row.sealed)) yield row
    const last = rows.at(-1)
    if (!last || rows.length < BATCH) return
    after = last.key
  }
}
