import type { SqlDatabase } from "../../src/database"

/**
 * Fills a store with products of ten variants and a year of orders, by SQL. Buyers are left out (as after an
 * erasure): sealing a million of them would measure the cipher.
 */
export async function growStore(sql: SqlDatabase, size: { variants: number; orders: number }): Promise<void> {
  const products = Math.max(1, Math.round(size.variants / 10))
  // The sums are counted once at the end, not a million times.
  const kept = ["orders", "order_stages", "order_events"]
  await sql.exec(kept.map((table) => `alter table ${table} disable trigger user;`).join(""))
  await sql.exec(`
    insert into products (id, slug, name, type, sku, cover, price_cents, category, image, colors, sizes, tags, position)
      select 'prod_grown-' || n, 'grown-' || n, 'Grown ' || n, 'T-shirt', 'GROWN-' || n, p.cover, 2000, p.category, p.image,
        p.colors, p.sizes, p.tags, 100 + n
      from generate_series(1, ${products}) n, (select * from products order by position limit 1) p;
    insert into variants (id, product_id, size, color, stock)
      select 'var_grown-' || n || '-' || v, 'prod_grown-' || n, 'S' || v, '', 100 - (n + v) % 100
      from generate_series(1, ${products}) n, generate_series(1, 10) v;
    insert into inventory_adjustments (id, batch_id, variant_id, mode, source, reason, actor, previous_stock, quantity_change, new_stock, created_at)
      select 'adj_grown-' || id, 'batch_grown', id, 'opening', 'seed', 'Opening', 'system', 0, stock, stock, now() - interval '1 year'
      from variants where id like 'var_grown-%';
    insert into orders (id, status, cancel_reason, subtotal_cents, discount_code, discount_cents, shipping_cents, tax_cents, total_cents, currency, attended_at, placed_at, updated_at)
      select 'ord_grown' || lpad(n::text, 10, '0'),
        case n % 10 when 0 then 'pending' when 1 then 'fulfilled' when 2 then 'cancelled' else 'shipped' end,
        case n % 10 when 2 then 'cancelled-by-customer' end, 2000, null, 0, 0, 0, 2000, 'usd', null,
        now() - (${size.orders} - n) * interval '1 year' / ${size.orders}, now() - (${size.orders} - n) * interval '1 year' / ${size.orders}
      from generate_series(1, ${size.orders}) n;
    insert into order_lines (order_id, position, product_id, product_name, sku, variant_id, size, color, quantity, unit_price_cents, amount_total_cents)
      select 'ord_grown' || lpad(n::text, 10, '0'), 0, 'prod_grown-' || 1 + n % ${products}, 'Grown', 'GROWN-' || 1 + n % ${products},
        'var_grown-' || 1 + n % ${products} || '-' || 1 + n % 10, 'S1', '', 1, 2000, 2000
      from generate_series(1, ${size.orders}) n;
    insert into order_stages (order_id, stage, status, attempts, started_at, finished_at)
      select o.id, s.stage, 'complete', 1, o.placed_at, o.placed_at
      from orders o, unnest(array['capture-payment', 'reserve-inventory', 'send-confirmation', 'record-to-sheet']) s(stage)
      where o.id like 'ord_grown%';
    insert into order_events (order_id, kind, text, at) select id, 'placed', 'Order placed', placed_at from orders where id like 'ord_grown%';
    insert into inventory_adjustments (id, batch_id, variant_id, mode, source, reason, actor, order_id, previous_stock, quantity_change, new_stock, created_at)
      select 'adj_' || l.order_id, 'reservation:' || l.order_id, l.variant_id, 'order_reservation', 'order', 'Sold', 'system', l.order_id, 100, -1, 99, o.placed_at
      from order_lines l join orders o on o.id = l.order_id where o.id like 'ord_grown%';
    select rebuild_figures();`)
  await sql.exec(kept.map((table) => `alter table ${table} enable trigger user;`).join(""))
  await sql.exec("vacuum analyze")
}
