import type { SqlDatabase } from "inngest-postgres"

/** Adds finished runs of four steps with their events, a month's worth in time, by SQL. */
export async function growEngine(db: SqlDatabase, runs: number): Promise<void> {
  await db.exec(`
    insert into engine.events (id, name, payload, received_at)
      select 'grown-' || gen_random_uuid(), 'bench/four', '{"data":{"key":"grown"},"name":"bench/four"}',
        now() - n * interval '30 days' / ${runs}
      from generate_series(1, ${runs}) n;
    insert into engine.runs (id, function_id, status, event_name, event_ids, created_at, started_at, ended_at)
      select id, 'bench-four', 'completed', name, array[id], received_at, received_at, received_at
      from engine.events where id like 'grown-%' and not exists (select 1 from engine.runs r where r.id = events.id);
    insert into engine.steps (run_id, id, seq, op, status, name, output, attempts, created_at, started_at, ended_at)
      select r.id, md5(s), nextval('engine.step_order'), 'StepRun', 'completed', s, '{"data":"a","type":"data"}', 1,
        r.created_at, r.created_at, r.ended_at
      from engine.runs r, unnest(array['a', 'b', 'c', 'd']) s
      where r.id like 'grown-%' and not exists (select 1 from engine.steps x where x.run_id = r.id);
    analyze engine.events, engine.runs, engine.steps;`)
}
