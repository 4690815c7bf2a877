import type { Check } from "./check"
import { FIGURE_CHECKS } from "./figure-checks"

/** What must be true of the shop's tables, in SQL that anyone can run. */
export interface Invariant {
  readonly name: `I${number}`
  readonly title: string
  readonly checks: readonly Check[]
}

const MONEY_BACK = `
  select order_id, payment_intent_id,
    sum(amount_cents)::int as asked,
    coalesce(sum(amount_cents) filter (where refunded_at is not null), 0)::int as refunded,
    bool_or(reason = 'refunded-at-provider') as by_hand
  from refunds group by order_id, payment_intent_id`

const WORD_AT_WORD = `'[^[:space:]@"'':,;<>(){}]+@[^[:space:]@"'':,;<>(){}]+[.][a-z]{2,}'`

/** I1–I11, in order. Only reads; each check looks at every row. */
export const INVARIANTS: readonly Invariant[] = [
  {
    name: "I1",
    title: "Opening stock plus the ledger is the stock, and holds are what checkouts hold",
    checks: [
      {
        sql: `
          select v.id as subject, format('stock is %s and its ledger adds up to %s', v.stock, coalesce(l.moved, 0)) as problem
          from variants v
          left join (select variant_id, sum(quantity_change)::int as moved from inventory_adjustments group by variant_id) l
            on l.variant_id = v.id
          where v.stock <> coalesce(l.moved, 0) or v.stock < 0`,
      },
      {
        sql: `
          select a.variant_id as subject, format('row %s begins at %s, and %s was left', a.sequence, a.previous_stock, a.left_before) as problem
          from (
            select sequence, variant_id, previous_stock,
              lag(new_stock, 1, 0) over (partition by variant_id order by sequence) as left_before
            from inventory_adjustments) a
          where a.previous_stock <> a.left_before`,
      },
      {
        sql: `
          select v.id as subject, format('%s are held and its holds add up to %s', v.held, coalesce(h.units, 0)) as problem
          from variants v
          left join (select variant_id, sum(quantity)::int as units from stock_holds group by variant_id) h on h.variant_id = v.id
          where v.held <> coalesce(h.units, 0)`,
      },
      {
        sql: `
          select h.order_id as subject, format('holds %s of %s for a checkout that is %s', h.quantity, h.variant_id, coalesce(c.state, 'gone')) as problem
          from stock_holds h
          left join checkouts c on c.order_id = h.order_id
          left join orders o on o.id = h.order_id
          where c.order_id is null or c.state = 'released' or o.status = 'cancelled'
            or exists (select 1 from inventory_adjustments a where a.order_id = h.order_id and a.mode = 'order_reservation')`,
      },
      {
        sql: `
          select coalesce(l.order_id, a.order_id) as subject,
            format('took %s of %s and sold %s', coalesce(a.taken, 0), coalesce(l.variant_id, a.variant_id), coalesce(l.sold, 0)) as problem
          from (
            select order_id, variant_id, sum(quantity)::int as sold from order_lines
            where order_id in (select order_id from inventory_adjustments where mode = 'order_reservation')
            group by order_id, variant_id) l
          full join (
            select order_id, variant_id, -sum(quantity_change)::int as taken from inventory_adjustments
            where mode in ('order_reservation', 'order_substitution') group by order_id, variant_id) a
            on a.order_id = l.order_id and a.variant_id = l.variant_id
          where coalesce(a.taken, 0) <> coalesce(l.sold, 0)`,
      },
      {
        sql: `
          select o.id as subject, format('is %s and keeps %s units', o.status, -m.units) as problem
          from orders o
          join (
            select order_id, sum(quantity_change)::int as units from inventory_adjustments
            where order_id is not null group by order_id) m on m.order_id = o.id
          where (o.status = 'cancelled') <> (m.units = 0)`,
      },
      {
        sql: `
          select o.id as subject, 'has passed reserve-inventory without a row in the ledger' as problem
          from orders o join order_stages s on s.order_id = o.id and s.stage = 'reserve-inventory' and s.status = 'complete'
          where not exists (select 1 from inventory_adjustments a where a.order_id = o.id and a.mode = 'order_reservation')`,
      },
    ],
  },
  {
    name: "I2",
    title: "Every payment ends as exactly one of order and refund",
    checks: [
      {
        sql: `
          select coalesce(c.order_id, o.id) as subject,
            case when o.id is null then 'was paid and has no order' else 'is an order whose checkout was not paid' end as problem
          from (select order_id from checkouts where state = 'paid') c
          full join orders o on o.id = c.order_id
          where c.order_id is null or o.id is null`,
      },
      {
        sql: `
          select r.order_id as subject, format('waits for a refund of %s cents', r.amount_cents) as problem
          from refunds r, settled where r.refunded_at is null and r.requested_at < settled.before`,
      },
      {
        sql: `
          select o.id as subject, format('was cancelled, paid with %s cents, and gets %s back', coalesce(o.captured_cents, o.total_cents), coalesce(r.asked, 0)) as problem
          from orders o left join (${MONEY_BACK}) r on r.order_id = o.id and r.payment_intent_id = o.payment_intent_id
          where o.status = 'cancelled' and o.payment_intent_id is not null
            and coalesce(r.asked, 0) <> coalesce(o.captured_cents, o.total_cents)`,
      },
      {
        needs: "sandbox.objects",
        sql: `
          select s.id as subject, 'was paid and is neither an order nor refunded' as problem
          from sandbox.objects s, settled
          where s.kind = 'checkout.session' and s.object ->> 'payment_status' = 'paid'
            and to_timestamp(s.created) < settled.before
            and not exists (select 1 from orders o where o.session_id = s.id)
            and not exists (
              select 1 from refunds r where r.payment_intent_id = s.object ->> 'payment_intent'
                and r.amount_cents = (s.object ->> 'amount_total')::int)`,
      },
    ],
  },
  {
    name: "I3",
    title: "One order per checkout session, one start of its workflow",
    checks: [
      {
        sql: `
          select session_id as subject, format('has %s orders', count(*)) as problem
          from orders where session_id is not null group by session_id having count(*) > 1`,
      },
      {
        sql: `
          select o.id as subject, format('was paid by session %s, and %s was opened for it', o.session_id, c.session_id) as problem
          from orders o join checkouts c on c.order_id = o.id
          where c.session_id is not null and o.session_id is distinct from c.session_id`,
      },
      {
        sql: `
          select o.id as subject, 'has no event that starts its workflow' as problem
          from orders o where not exists (select 1 from outbox e where e.id = 'order.placed:' || o.id)`,
      },
      {
        needs: "engine.runs",
        sql: `
          select split_part(e.caller_id, ':', 2) as subject, format('started %s runs', count(*)) as problem
          from engine.events e
          join engine.runs r on r.event_ids[1] = e.id and r.replay_of is null and r.function_id like '%-fulfill-order'
          where e.caller_id like 'order.placed:%'
          group by split_part(e.caller_id, ':', 2) having count(*) > 1`,
      },
    ],
  },
  {
    name: "I4",
    title:
      "Captured less refunded is the total of the orders that live, refunded in full exactly when dead; kept sums are theirs",
    checks: [
      {
        sql: `
          select o.id as subject, format('captured %s cents and was priced at %s', o.captured_cents, o.total_cents) as problem
          from orders o join order_stages s on s.order_id = o.id and s.stage = 'capture-payment' and s.status = 'complete'
          where coalesce(o.captured_cents, 0) <> o.total_cents`,
      },
      {
        sql: `
          select o.id as subject, 'does not add up: subtotal, discount, shipping, tax and lines against the total' as problem
          from orders o join (select order_id, sum(amount_total_cents)::int as cents from order_lines group by order_id) l on l.order_id = o.id
          where o.total_cents <> o.subtotal_cents - o.discount_cents + o.shipping_cents + o.tax_cents
            or l.cents <> o.subtotal_cents - o.discount_cents`,
      },
      {
        sql: `
          select o.id as subject, 'has another price than its checkout' as problem
          from orders o join checkouts c on c.order_id = o.id
          where (o.subtotal_cents, o.discount_cents, o.currency, coalesce(o.discount_code, ''))
            <> (c.subtotal_cents, c.discount_cents, c.currency, coalesce(c.discount_code, ''))
            or o.total_cents <> c.total_cents + o.shipping_cents + o.tax_cents`,
      },
      {
        sql: `
          select o.id as subject, format('captured %s cents and gives %s back', coalesce(o.captured_cents, o.total_cents), r.asked) as problem
          from orders o join (${MONEY_BACK}) r on r.order_id = o.id and r.payment_intent_id = o.payment_intent_id
          where r.asked > coalesce(o.captured_cents, o.total_cents)
            or (o.status not in ('cancelled', 'shipped') and not r.by_hand and r.asked = coalesce(o.captured_cents, o.total_cents))`,
      },
      {
        sql: `
          select provider_refund_id as subject, format('stands for %s refunds', count(*)) as problem
          from refunds where provider_refund_id is not null group by provider_refund_id having count(*) > 1`,
      },
      ...FIGURE_CHECKS,
      {
        needs: "sandbox.objects",
        sql: `
          select c.id as subject, format('has sent back %s cents and the store knows of %s', c.object ->> 'amount_refunded', coalesce(r.cents, 0)) as problem
          from sandbox.objects c
          left join (
            select payment_intent_id, sum(amount_cents)::int as cents from refunds
            where refunded_at is not null group by payment_intent_id) r on r.payment_intent_id = c.payment_intent
          where c.kind = 'charge' and c.object ->> 'status' = 'succeeded'
            and (c.object ->> 'amount_refunded')::int <> coalesce(r.cents, 0)
            and exists (select 1 from orders o where o.payment_intent_id = c.payment_intent)`,
      },
    ],
  },
  {
    name: "I5",
    title: "A code is used as often as it may be, and again when its checkout dies",
    checks: [
      {
        sql: `
          select c.code as subject, format('works %s times per person, and one has used it %s times', c.max_per_person, count(*)) as problem
          from discount_codes c
          join discount_uses u on u.code = c.code and u.state = 'redeemed'
          join orders o on o.id = u.order_id and o.email_tag is not null and c.max_per_person is not null
          group by c.code, c.max_per_person, o.email_tag having count(*) > c.max_per_person`,
      },
      {
        sql: `
          select c.code as subject, format('counts %s held and %s redeemed, and has uses for %s and %s', c.times_held, c.times_redeemed, coalesce(u.held, 0), coalesce(u.redeemed, 0)) as problem
          from discount_codes c
          left join (
            select code, count(*) filter (where state = 'held')::int as held, count(*) filter (where state = 'redeemed')::int as redeemed
            from discount_uses group by code) u on u.code = c.code
          where c.times_held <> coalesce(u.held, 0) or c.times_redeemed <> coalesce(u.redeemed, 0)
            or c.times_held + c.times_redeemed > c.max_redemptions`,
      },
      {
        sql: `
          select u.order_id as subject, format('has %s its code and its checkout is %s', u.state, coalesce(o.status, c.state, 'gone')) as problem
          from discount_uses u
          left join checkouts c on c.order_id = u.order_id
          left join orders o on o.id = u.order_id
          where case
            when c.order_id is null then true
            when o.status = 'cancelled' or (o.id is null and c.state = 'released') then u.state <> 'returned'
            when o.id is null then u.state <> 'held'
            else exists (select 1 from order_stages s where s.order_id = o.id and s.stage = 'reserve-inventory' and s.status = 'complete')
              and u.state <> 'redeemed'
          end`,
      },
      {
        sql: `
          select o.id as subject, format('was priced with %s and has not used it', o.discount_code) as problem
          from orders o left join discount_uses u on u.order_id = o.id
          where o.discount_code is not null and u.code is distinct from o.discount_code`,
      },
    ],
  },
  {
    name: "I6",
    title: "One row of the fulfilment sheet per order",
    checks: [
      {
        sql: `
          select s.order_id as subject, 'stands in the sheet and is no order' as problem
          from sheet_rows s where not exists (select 1 from orders o where o.id = s.order_id)
          union all
          select order_id, format('stands in the sheet %s times', count(*)) from sheet_rows group by order_id having count(*) > 1`,
      },
      {
        sql: `
          select o.id as subject, 'has passed record-to-sheet and has no row' as problem
          from orders o
          join order_stages s on s.order_id = o.id and s.stage = 'record-to-sheet' and s.status = 'complete'
          where o.placed_at between (select min(created_at) from sheet_rows) and (select max(created_at) from sheet_rows)
            and not exists (select 1 from sheet_rows r where r.order_id = o.id)`,
      },
    ],
  },
  {
    name: "I7",
    title: "One confirmation per order",
    checks: [
      {
        sql: `
          select idempotency_key as subject, format('was written %s times', count(*)) as problem
          from mails group by idempotency_key having count(*) > 1`,
      },
      {
        sql: `
          select m.order_id as subject, 'was confirmed and is no order' as problem
          from mails m where m.idempotency_key like 'confirmation:%'
            and not exists (select 1 from orders o where o.id = m.order_id)`,
      },
    ],
  },
  {
    name: "I8",
    title: "Status never goes backwards",
    checks: [
      {
        sql: `
          select o.id as subject, format('has %s stages', count(s.stage)) as problem
          from orders o left join order_stages s on s.order_id = o.id group by o.id having count(s.stage) <> 4`,
      },
      {
        sql: `
          select later.order_id as subject, format('has completed %s before %s', later.stage, earlier.stage) as problem
          from order_stages later join order_stages earlier on earlier.order_id = later.order_id
          where later.status = 'complete' and earlier.status <> 'complete'
            and array_position(array['capture-payment', 'reserve-inventory', 'send-confirmation', 'record-to-sheet'], earlier.stage)
              < array_position(array['capture-payment', 'reserve-inventory', 'send-confirmation', 'record-to-sheet'], later.stage)`,
      },
      {
        sql: `
          select id as subject, format('is %s and its reason is %s', status, coalesce(cancel_reason, 'none')) as problem
          from orders where (status = 'cancelled') <> (cancel_reason is not null)`,
      },
      {
        sql: `
          select later.order_id as subject, format('was cancelled and then %s', later.kind) as problem
          from order_events cancelled join order_events later on later.order_id = cancelled.order_id and later.id > cancelled.id
          where cancelled.kind = 'cancelled' and later.kind in ('fulfilled', 'shipped', 'cancelled')`,
      },
    ],
  },
  {
    name: "I9",
    title: "No run waits for nothing",
    checks: [
      {
        needs: "engine.runs",
        sql: `
          select r.id as subject, format('is %s with no job and nothing to wait for', r.status) as problem
          from engine.runs r
          where r.status in ('queued', 'running')
            and not exists (select 1 from engine.jobs j where j.run_id = r.id)
            and not exists (select 1 from engine.waits w where w.run_id = r.id)
          union all
          select j.run_id, 'has a lease that ended a minute ago' from engine.jobs j
          where j.owner is not null and j.lease_until < now() - interval '1 minute'
          union all
          select r.id, 'has failed and says no reason' from engine.runs r where r.status = 'failed' and r.error is null`,
      },
    ],
  },
  {
    name: "I10",
    title: "No buyer's data in the open",
    checks: [
      {
        sql: `
          select 'orders ' || id as subject, 'has personal data that is not sealed' as problem from orders where personal not like 'v1.%'
          union all select 'mails ' || id, 'is not sealed' from mails where message not like 'v1.%'
          union all select 'sheet_rows ' || order_id, 'is not sealed' from sheet_rows where row not like 'v1.%'`,
      },
      {
        sql: `
          select 'order_events ' || id as subject, 'holds an address' as problem from order_events where text ~ ${WORD_AT_WORD}
          union all select 'order_stages ' || order_id, 'holds an address' from order_stages where error ~ ${WORD_AT_WORD}
          union all select 'outbox ' || id, 'holds an address' from outbox where payload::text ~ ${WORD_AT_WORD}
          union all select 'webhook_events ' || id, 'holds an address' from webhook_events where outcome ~ ${WORD_AT_WORD}
          union all select 'webhook_inbox ' || id, 'holds an address' from webhook_inbox where event::text ~ ${WORD_AT_WORD}
          union all select 'checkouts ' || order_id, 'holds an address' from checkouts where lines::text ~ ${WORD_AT_WORD}`,
      },
    ],
  },
  {
    name: "I11",
    title: "What was answered is there, and what was refused left nothing",
    checks: [
      {
        sql: `
          select w.id as subject, format('was answered with %s, and there is no order', w.outcome) as problem
          from webhook_events w where w.outcome = 'placed' and not exists (select 1 from orders o where o.id = w.order_id)`,
      },
      {
        sql: `
          select k.scope || ' ' || k.key as subject, 'is a key without its answer' as problem
          from idempotency_keys k where k.answer is null
          union all
          select k.scope || ' ' || k.key, 'answered with an order that is not there'
          from idempotency_keys k
          where k.scope like 'submit-order:%' and not exists (select 1 from checkouts c where c.order_id = k.answer ->> 'orderId')`,
      },
      {
        sql: `
          select e.id as subject, format('was not sent after %s attempts', e.attempts) as problem
          from outbox e, settled where e.sent_at is null and e.created_at < settled.before
          union all select i.id, format('was received and not handled after %s attempts', i.attempts)
          from webhook_inbox i, settled where i.received_at < settled.before`,
      },
      {
        sql: `
          select c.order_id as subject, 'is open and its time is over' as problem
          from checkouts c, settled where c.state = 'open' and c.expires_at < settled.before`,
      },
    ],
  },
]
