import type { Check } from "./check"

/** The sums that triggers keep for the desk are what the rows add up to: part of I4. */
export const FIGURE_CHECKS: readonly Check[] = [
  {
    sql: `
      select 'order_days ' || coalesce(k.day, c.day) as subject, 'is not what its orders add up to' as problem
      from order_days k full join counted_order_days c on c.day = k.day
      where (coalesce(k.orders, 0), coalesce(k.revenue_cents, 0), coalesce(k.comp_cents, 0))
        <> (coalesce(c.orders, 0), coalesce(c.revenue_cents, 0), coalesce(c.comp_cents, 0))
      union all
      select 'order_counts ' || coalesce(k.status, c.status), format('are kept as %s and are %s', coalesce(k.orders, 0), coalesce(c.orders, 0))
      from order_counts k full join counted_orders c on c.status = k.status
      where coalesce(k.orders, 0) <> coalesce(c.orders, 0)
      union all
      select 'product_days ' || coalesce(k.day, c.day), format('has %s units of %s and %s were ordered', coalesce(k.units, 0), coalesce(k.product_name, c.product_name), coalesce(c.units, 0))
      from product_days k
      full join (select * from counted_product_days where day >= (select min(day) from product_days)) c
        on c.day = k.day and c.product_name = k.product_name
      where coalesce(k.units, 0) <> coalesce(c.units, 0)
      union all
      select 'product_units ' || coalesce(k.product_name, c.product_name), format('is %s and its days add up to %s', coalesce(k.units, 0), coalesce(c.units, 0))
      from product_units k
      full join (select product_name, sum(units)::int as units from product_days group by product_name) c on c.product_name = k.product_name
      where coalesce(k.units, 0) <> coalesce(c.units, 0)`,
  },
  {
    sql: `
      select 'stage_days ' || coalesce(k.day, c.day) as subject, format('is wrong about %s', coalesce(k.stage, c.stage)) as problem
      from stage_days k full join counted_stage_days c on (c.day, c.stage, c.bucket) = (k.day, k.stage, k.bucket)
      where (coalesce(k.runs, 0), coalesce(k.retries, 0)) <> (coalesce(c.runs, 0), coalesce(c.retries, 0))
      union all
      select 'shipping_days ' || coalesce(k.day, c.day), 'is not what was shipped'
      from shipping_days k full join counted_shipping_days c on (c.day, c.bucket) = (k.day, k.bucket)
      where coalesce(k.orders, 0) <> coalesce(c.orders, 0)`,
  },
]
