/** Applied once each, in order. A released entry is never edited; a change is a new entry. */
export const MIGRATIONS: readonly string[] = [
  `
  -- Everything that Stripe's API calls an object. The document is what the API answers;
  -- the columns beside it are what lists filter by and what locks and loops need.
  create table sandbox.objects (
    kind text not null,
    id text not null,
    seq bigint generated always as identity,
    created bigint not null,
    status text,
    payment_intent text,
    charge text,
    event_type text,
    due_at timestamptz,
    object json not null,
    details json not null,
    primary key (kind, id)
  );
  create index objects_newest on sandbox.objects (kind, created desc, seq desc);
  create index objects_by_payment_intent on sandbox.objects (payment_intent, kind) where payment_intent is not null;
  create index objects_by_charge on sandbox.objects (charge, kind) where charge is not null;
  create index objects_due on sandbox.objects (kind, due_at) where due_at is not null;

  create table sandbox.deliveries (
    event_id text primary key,
    seq bigint generated always as identity,
    attempts integer not null default 0,
    first_attempt_at timestamptz,
    next_attempt_at timestamptz not null,
    leased_until timestamptz,
    delivered_at timestamptz,
    abandoned_at timestamptz,
    last_status integer,
    last_error text
  );
  create index deliveries_pending on sandbox.deliveries (next_attempt_at)
    where delivered_at is null and abandoned_at is null;

  create table sandbox.idempotency_keys (
    key text primary key,
    path text not null,
    fingerprint text not null,
    status integer not null,
    body text not null,
    request_id text not null,
    created_at timestamptz not null
  );
  create index idempotency_keys_age on sandbox.idempotency_keys (created_at);
  `,
]
