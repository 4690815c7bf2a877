import type { EngineContext } from "../engine-context"
import type { FollowedApps } from "../http/api"
import type { Sql } from "../sql"
import type { Budget } from "./budget"

/** What the fields of one query are resolved with. */
export interface QueryContext {
  readonly engine: EngineContext
  readonly budget: Budget
  /** Null where apps are not asked for their functions over HTTP. */
  readonly apps: FollowedApps | null
}

/** The database, each read of which counts. */
export function reading({ engine, budget }: QueryContext): Sql {
  budget.read()
  return engine.db
}
