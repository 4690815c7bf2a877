/** One row made wrong behind the store's back, and what the proof has to say of it. */
export interface Defect {
  readonly rule: string
  readonly says: RegExp
  readonly sql: string
}

/** A copy of a row under another id: what a unique index would refuse, were it not dropped first. */
function twin(table: string, change: Record<string, unknown>, where = "true"): string {
  return `insert into ${table} select t.* from ${table} o,
    jsonb_populate_record(null::${table}, to_jsonb(o) || '${JSON.stringify(change)}') t where ${where};`
}

const ADDRESS = "ada@example.com"
const YESTERDAY = "2020-01-01T00:00:00Z"

/** At least one for every check of every rule. The database has one paid order, with a code, all of its stages done. */
export const DEFECTS: readonly Defect[] = [
  {
    rule: "I1",
    says: /its ledger adds up to/,
    sql: "update variants set stock = stock + 1 where id = 'var_sticker-pack-one'",
  },
  {
    rule: "I1",
    says: /begins at/,
    sql: `update inventory_adjustments set previous_stock = previous_stock + 1, new_stock = new_stock + 1
      where mode = 'order_reservation'`,
  },
  {
    rule: "I1",
    says: /its holds add up to/,
    sql: "update variants set held = held + 1 where id = 'var_sticker-pack-one'",
  },
  {
    rule: "I1",
    says: /for a checkout that is gone/,
    sql: `insert into stock_holds values ('ord_nobody', 'var_sticker-pack-one', 1);
      update variants set held = held + 1 where id = 'var_sticker-pack-one'`,
  },
  { rule: "I1", says: /took 20 of .* and sold 21/, sql: "update order_lines set quantity = quantity + 1" },
  {
    rule: "I1",
    says: /is cancelled and keeps 20/,
    sql: "update orders set status = 'cancelled', cancel_reason = 'sold-out'",
  },
  {
    rule: "I1",
    says: /without a row in the ledger/,
    sql: "delete from inventory_adjustments where mode = 'order_reservation'",
  },
  {
    rule: "I2",
    says: /is an order whose checkout was not paid/,
    sql: "update checkouts set state = 'released'",
  },
  {
    rule: "I2",
    says: /was paid and has no order/,
    sql: twin("checkouts", { order_id: "ord_nobody", session_id: null }),
  },
  {
    rule: "I2",
    says: /waits for a refund/,
    sql: `insert into refunds (id, order_id, payment_intent_id, amount_cents, reason, requested_by, idempotency_key, requested_at)
      values ('ref_1', 'ord_nobody', 'pi_nobody', 1, 'goodwill', 'test', 'test', '${YESTERDAY}')`,
  },
  {
    rule: "I2",
    says: /was cancelled, paid with .* and gets 0 back/,
    sql: "update orders set status = 'cancelled', cancel_reason = 'sold-out'",
  },
  {
    rule: "I2",
    says: /was paid and is neither an order nor refunded/,
    sql: "update orders set session_id = 'cs_other'",
  },
  {
    rule: "I3",
    says: /has 2 orders/,
    sql: `alter table orders drop constraint orders_session_id_unique, drop constraint orders_payment_intent_id_unique;
      ${twin("orders", { id: "ord_twin" })}`,
  },
  { rule: "I3", says: /was opened for it/, sql: "update checkouts set session_id = 'cs_other'" },
  {
    rule: "I3",
    says: /has no event that starts its workflow/,
    sql: "delete from outbox where id like 'order.placed:%'",
  },
  {
    rule: "I3",
    says: /started 2 runs/,
    sql: twin("engine.runs", { id: "run_twin" }, "o.function_id like '%-fulfill-order'"),
  },
  { rule: "I4", says: /and was priced at/, sql: "update orders set captured_cents = captured_cents - 1" },
  { rule: "I4", says: /does not add up/, sql: "update orders set tax_cents = tax_cents + 1" },
  { rule: "I4", says: /has another price than its checkout/, sql: "update checkouts set currency = 'eur'" },
  {
    rule: "I4",
    says: /captured .* and gives .* back/,
    sql: `insert into refunds (id, order_id, payment_intent_id, amount_cents, reason, requested_by, idempotency_key, requested_at)
      select 'ref_1', id, payment_intent_id, captured_cents + 1, 'goodwill', 'test', 'test', now() from orders`,
  },
  {
    rule: "I4",
    says: /stands for 2 refunds/,
    sql: `alter table refunds drop constraint refunds_provider_refund_id_unique;
      insert into refunds (id, order_id, payment_intent_id, amount_cents, reason, requested_by, idempotency_key, provider_refund_id, requested_at, refunded_at)
      select 'ref_' || n, 'ord_nobody', 'pi_nobody', 1, 'goodwill', 'test', 'test' || n, 're_1', now(), now() from generate_series(1, 2) n`,
  },
  {
    rule: "I4",
    says: /has sent back 1 cents and the store knows of 0/,
    sql: `update sandbox.objects set object = jsonb_set(object::jsonb, '{amount_refunded}', '1') where kind = 'charge'`,
  },
  {
    rule: "I4",
    says: /is not what its orders add up to/,
    sql: "update order_days set revenue_cents = revenue_cents + 1",
  },
  {
    rule: "I4",
    says: /are kept as 2 and are 1/,
    sql: "update order_counts set orders = 2 where status = 'pending'",
  },
  {
    rule: "I4",
    says: /has 21 units of .* and 20 were ordered/,
    sql: "update product_days set units = units + 1",
  },
  { rule: "I4", says: /its days add up to 20/, sql: "update product_units set units = units + 1" },
  { rule: "I4", says: /is wrong about/, sql: "update stage_days set runs = runs + 1" },
  {
    rule: "I5",
    says: /1 times per person, and one has used it 2 times/,
    sql: `update discount_codes set max_per_person = 1;
      ${twin("orders", { id: "ord_twin", session_id: null, payment_intent_id: null })}
      insert into discount_uses select 'ord_twin', code, 'redeemed', now() from discount_uses`,
  },
  { rule: "I5", says: /and has uses for 0 and 1/, sql: "update discount_codes set times_redeemed = 0" },
  {
    rule: "I5",
    says: /has returned its code and its checkout is pending/,
    sql: "update discount_uses set state = 'returned'",
  },
  { rule: "I5", says: /and has not used it/, sql: "delete from discount_uses" },
  {
    rule: "I6",
    says: /stands in the sheet and is no order/,
    sql: "update sheet_rows set order_id = 'ord_nobody'",
  },
  {
    rule: "I6",
    says: /stands in the sheet 2 times/,
    sql: "alter table sheet_rows drop constraint sheet_rows_pkey; insert into sheet_rows select * from sheet_rows",
  },
  {
    rule: "I6",
    says: /has passed record-to-sheet and has no row/,
    sql: `update sheet_rows set order_id = 'ord_before', created_at = '${YESTERDAY}';
      ${twin("sheet_rows", { order_id: "ord_after", created_at: "2090-01-01T00:00:00Z" })}`,
  },
  {
    rule: "I7",
    says: /was written 2 times/,
    sql: `alter table mails drop constraint mails_idempotency_key_unique; ${twin("mails", { id: "mail_twin" })}`,
  },
  { rule: "I7", says: /was confirmed and is no order/, sql: "update mails set order_id = 'ord_nobody'" },
  { rule: "I8", says: /has 3 stages/, sql: "delete from order_stages where stage = 'record-to-sheet'" },
  {
    rule: "I8",
    says: /has completed .* before capture-payment/,
    sql: "update order_stages set status = 'running' where stage = 'capture-payment'",
  },
  {
    rule: "I8",
    says: /is pending and its reason is sold-out/,
    sql: "update orders set cancel_reason = 'sold-out'",
  },
  {
    rule: "I8",
    says: /was cancelled and then shipped/,
    sql: `insert into order_events (order_id, kind, text, at)
      select id, kind, '', now() from orders, (values (1, 'cancelled'), (2, 'shipped')) k(n, kind) order by n`,
  },
  { rule: "I9", says: /is running with no job/, sql: "update engine.runs set status = 'running'" },
  {
    rule: "I9",
    says: /has a lease that ended/,
    sql: `insert into engine.jobs (run_id, function_id, sort_at, owner, lease_until)
      values ('run_nobody', 'f', now(), 'gone', now() - interval '2 minutes')`,
  },
  {
    rule: "I9",
    says: /has failed and says no reason/,
    sql: "update engine.runs set status = 'failed', error = null",
  },
  {
    rule: "I10",
    says: /has personal data that is not sealed/,
    sql: `update orders set personal = '{"email":"${ADDRESS}"}'`,
  },
  { rule: "I10", says: /is not sealed/, sql: "update mails set message = 'Dear Ada'" },
  { rule: "I10", says: /is not sealed/, sql: "update sheet_rows set row = '[]'" },
  { rule: "I10", says: /holds an address/, sql: `update order_events set text = 'sent to ${ADDRESS}'` },
  { rule: "I10", says: /holds an address/, sql: `update order_stages set error = 'no box at ${ADDRESS}'` },
  { rule: "I10", says: /holds an address/, sql: `update outbox set payload = '{"to":"${ADDRESS}"}'` },
  { rule: "I10", says: /holds an address/, sql: `update webhook_events set outcome = '${ADDRESS}'` },
  {
    rule: "I10",
    says: /holds an address/,
    sql: `insert into webhook_inbox (id, event) values ('evt_1', '{"to":"${ADDRESS}"}')`,
  },
  { rule: "I10", says: /holds an address/, sql: `update checkouts set lines = '[{"note":"${ADDRESS}"}]'` },
  {
    rule: "I11",
    says: /was answered with placed, and there is no order/,
    sql: "update webhook_events set order_id = 'ord_nobody' where outcome = 'placed'",
  },
  {
    rule: "I11",
    says: /is a key without its answer/,
    sql: "insert into idempotency_keys (scope, key, fingerprint, created_at) values ('test', 'k', 'f', now())",
  },
  {
    rule: "I11",
    says: /answered with an order that is not there/,
    sql: `insert into idempotency_keys (scope, key, fingerprint, answer, created_at)
      values ('submit-order:test', 'k', 'f', '{"orderId":"ord_nobody"}', now())`,
  },
  {
    rule: "I11",
    says: /was received and not handled/,
    sql: `insert into webhook_inbox (id, event, received_at) values ('evt_1', '{}', '${YESTERDAY}')`,
  },
  { rule: "I11", says: /was not sent after/, sql: "update outbox set sent_at = null" },
  {
    rule: "I11",
    says: /is open and its time is over/,
    sql: twin("checkouts", { order_id: "ord_open", session_id: null, state: "open", expires_at: YESTERDAY }),
  },
]
