import type { DatabaseHandle } from "../../../src/database"
import type { Entry, Fate } from "./model"

export interface Observed {
  readonly fates: Map<string, Fate>
  readonly details: Map<string, Detail>
  readonly variants: Record<string, { stock: number; held: number }>
  readonly codes: Record<string, { held: number; redeemed: number }>
}

/** What the model does not foretell, and needs to know. */
export interface Detail extends Pick<Entry, "lines" | "totalCents" | "code"> {
  readonly knowsSession: boolean
  readonly expiresAt: Date
  readonly replacedBy: string | null
  /** Known by a tag; null while there is no order, and once it is erased. */
  readonly buyer: string | null
  /** Whether the stage reserve-inventory is written down as complete. */
  readonly reservationWritten: boolean
}

interface Row extends Detail {
  id: string
  checkout: Entry["checkout"]
  held: boolean
  use: Entry["use"]
  status: Entry["status"]
  taken: boolean
  returned: boolean
}

/** The shop's tables in the model's words, read past the shop's own code. */
export async function observe({ sql }: DatabaseHandle, shelf: readonly string[]): Promise<Observed> {
  const { rows } = await sql.query<Row>(`
    select c.order_id as id, c.state as checkout, o.status, u.state as use, c.lines, c.total_cents as "totalCents", c.discount_code as code,
      c.expires_at as "expiresAt", c.replaced_by as "replacedBy", o.email_tag as buyer, c.session_id is not null as "knowsSession",
      exists (select 1 from order_stages s where s.order_id = c.order_id and s.stage = 'reserve-inventory' and s.status = 'complete') as "reservationWritten",
      exists (select 1 from stock_holds h where h.order_id = c.order_id) as held,
      exists (select 1 from inventory_adjustments a where a.order_id = c.order_id and a.mode = 'order_reservation') as taken,
      exists (select 1 from inventory_adjustments a where a.order_id = c.order_id and a.mode = 'order_release') as returned
    from checkouts c left join orders o on o.id = c.order_id left join discount_uses u on u.order_id = c.order_id`)
  const variants = await sql.query<{ id: string; stock: number; held: number }>(
    "select id, stock, held from variants where id = any($1)",
    [shelf],
  )
  const codes = await sql.query<{ code: string; held: number; redeemed: number }>(
    "select code, times_held as held, times_redeemed as redeemed from discount_codes",
  )
  return {
    fates: new Map(rows.map((row) => [row.id, fateOf(row)])),
    details: new Map(rows.map((row) => [row.id, row])),
    variants: Object.fromEntries(variants.rows.map(({ id, stock, held }) => [id, { stock, held }])),
    codes: Object.fromEntries(codes.rows.map(({ code, held, redeemed }) => [code, { held, redeemed }])),
  }
}

function fateOf({ checkout, held, use, status, taken, returned }: Row): Fate {
  return { checkout, held, use, status, pieces: returned ? "returned" : taken ? "reserved" : "none" }
}
