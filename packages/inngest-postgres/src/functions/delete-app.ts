import type { EngineContext } from "../engine-context"
import { loadFunctions } from "./load-functions"

/**
 * Forgets an app: its functions start no more runs, and those under way are tried as if it could not be reached. It is
 * back when it registers again. Resolves to the URL it was asked at, or to null when there is no such app.
 */
export async function deleteApp(context: EngineContext, id: string): Promise<string | null> {
  const url = await context.db.transaction(async (tx) => {
    const { rows } = await tx.query<{ url: string }>("delete from engine.apps where id = $1 returning url", [
      id,
    ])
    await tx.query("update engine.functions set active = false, updated_at = now() where app_id = $1", [id])
    return rows[0]?.url ?? null
  })
  await loadFunctions(context)
  return url
}
