/** So that the runs that were cancelled are found among millions that were not. */
export const inspectionSchema = `
create index runs_cancelled on engine.runs (id) where status = 'cancelled';
create index runs_failed_function on engine.runs (function_id, ended_at) where status = 'failed';
`
