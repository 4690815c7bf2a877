/** So that one event does not read every wait for its name: see `FieldMatch`. Waits from before compare every event. */
export const waitFieldsSchema = `
alter table engine.waits add column match_path text not null default '';
alter table engine.waits add column match_key text not null default '';
drop index engine.waits_event;
create index waits_event on engine.waits (event_name, match_path, match_key) where event_name is not null;
`
