import { createEngine, type SqlDatabase } from "inngest-postgres"
import { openPostgres } from "../../../packages/inngest-postgres/src/databases/postgres-database"
import { openFunctions, SERVE_URL, SIGNING_KEY } from "./inngest-functions"
import type { Peer } from "./peer"

/** The embedded engine, its state in the database at the URL. */
export async function openOurs(
  databaseUrl: string,
  concurrency: number,
): Promise<Peer & { db: SqlDatabase }> {
  const db = openPostgres(databaseUrl)
  const holder: { handler: (request: Request) => Promise<Response> } = {
    handler: () => Promise.reject(new Error("Not served yet.")),
  }
  const engine = createEngine({
    db,
    signingKey: SIGNING_KEY,
    serveUrl: SERVE_URL,
    concurrency,
    retentionMs: null,
    handler: (request) => holder.handler(request),
  })
  const functions = await openFunctions(databaseUrl, engine.fetch)
  holder.handler = functions.handler
  await engine.migrate()
  await engine.register()
  await engine.start()
  return {
    db,
    run: functions.run,
    settle: () => engine.idle(),
    async close() {
      await engine.stop()
      await functions.close()
      await db.close()
    },
  }
}
