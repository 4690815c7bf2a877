/** What flow control remembers between events. */
export const flowSchema = `
create table engine.debounces (
  function_id text not null,
  key text not null,
  event_id text not null,
  fires_at timestamptz not null,
  deadline timestamptz,
  primary key (function_id, key)
);
create index debounces_due on engine.debounces (fires_at);

create table engine.batches (
  function_id text not null,
  key text not null,
  event_ids text[] not null,
  closes_at timestamptz not null,
  primary key (function_id, key)
);
create index batches_due on engine.batches (closes_at);

create table engine.throttles (
  function_id text not null,
  key text not null,
  next_at timestamptz not null,
  primary key (function_id, key)
);

create table engine.rate_limits (
  function_id text not null,
  key text not null,
  hits timestamptz[] not null,
  primary key (function_id, key)
);

create index runs_singleton on engine.runs (function_id, singleton_key)
  where singleton_key is not null and status in ('queued', 'running');
`
