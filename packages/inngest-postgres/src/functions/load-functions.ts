import type { EngineContext } from "../engine-context"
import type { Sql } from "../sql"
import { type FunctionConfig, readFunctionConfig } from "./function-config"

export interface StoredFunctions {
  readonly configs: readonly FunctionConfig[]
  /** Why each could not be read, by function id. */
  readonly unreadable: ReadonlyMap<string, string>
}

/** What any process has registered. A function that another version stored may be unreadable to this one. */
export async function readStoredFunctions(sql: Sql): Promise<StoredFunctions> {
  const { rows } = await sql.query<{ id: string; app_id: string; config: string }>(
    "select id, app_id, config from engine.functions where active",
  )
  const configs: FunctionConfig[] = []
  const unreadable = new Map<string, string>()
  for (const row of rows) {
    try {
      configs.push(readFunctionConfig(JSON.parse(row.config), row.app_id))
    } catch (error) {
      unreadable.set(row.id, (error as Error).message)
    }
  }
  return { configs, unreadable }
}

/**
 * Brings the functions in memory up to what any process has registered. Of one that cannot be read the runs are kept
 * until it can be, and the log says so, once.
 */
export async function loadFunctions(context: EngineContext): Promise<void> {
  const { configs, unreadable } = await readStoredFunctions(context.db)
  for (const [functionId, reason] of unreadable) {
    if (context.registry.unreadable(functionId)) continue
    context.log.error({ functionId }, `Its runs wait, and its events start none: ${reason}`)
  }
  context.registry.replace(configs, unreadable.keys())
}
