import { waitUntilIdle } from "../../packages/inngest-postgres/src/queue/wait-until-idle"
import {
  createEngineServer,
  type EngineServer,
} from "../../packages/inngest-postgres/src/server/create-engine-server"
import { freshPglite } from "../../packages/inngest-postgres/tests/support/pglite-database"
import { POST as postWebhook } from "../../src/app/api/webhooks/stripe/route"
import { readConfig } from "../../src/env"
import { serveFunctions } from "../../src/inngest/serve"
import type { Seams } from "../../src/services"
import { sendOutbox } from "../../src/store/orders/send-outbox"
import { workInbox } from "../../src/store/orders/work-inbox"
import { openShop, type Shop, setShop } from "../../src/wiring"
import { createStoreDatabase, openEmbedded } from "./databases"
import { serveHandler } from "./serve-handler"

export const ORIGIN = "http://localhost:3000"

export interface RunningShop {
  readonly shop: Shop
  /** Delivers webhooks, sends the outbox and lets the engine work until nothing more can happen now. */
  settle(): Promise<void>
  /** One row of SQL, for looking at what is left. */
  look<Row>(sql: string): Promise<Row>
  close(): Promise<void>
}

/** Where the shop's tables are, and whether its functions run on an engine in this process or behind HTTP. */
export type Ground = "pglite" | "postgres" | "pglite, functions over HTTP"
export const GROUNDS = ["pglite", "postgres", "pglite, functions over HTTP"] as const

/** A whole shop with its engine and its payment sandbox, in this process; webhooks end in the real route. */
export async function runShop(
  on: Ground,
  seams: Seams = {},
  { databaseUrl, keys }: { databaseUrl?: string; keys?: readonly Buffer[] } = {},
): Promise<RunningShop> {
  const server = on === "pglite, functions over HTTP" ? await startEngineServer() : undefined
  const database = on === "postgres" ? undefined : await openEmbedded()
  const config = readConfig({
    ...(server ? { INNGEST_DEV: server.url } : {}),
    ...(database ? {} : { DATABASE_URL: databaseUrl ?? (await createStoreDatabase()) }),
    INNGEST_ENCRYPTION_KEY: (keys ?? [Buffer.alloc(32, 7)]).map((key) => key.toString("base64")).join(","),
    LOG_LEVEL: "silent",
  })
  const shop = await openShop(config, {
    deliverWebhook: (request) => postWebhook(request, { params: Promise.resolve({}) }),
    retryDelayMs: () => 0,
    ...(database ? { database } : {}),
    ...seams,
  })
  setShop(shop)
  const { sandbox } = shop.payments
  if (!sandbox) throw new Error("The tests run on the sandbox")
  const engine = await startFunctions(shop, server)
  const outbox = shop.contextFor({ kind: "system", id: "outbox" })
  const webhooks = shop.contextFor({ kind: "system", id: "stripe-webhook" })
  return {
    shop,
    async settle() {
      for (;;) {
        const delivered = await sandbox.deliverPending()
        await workInbox(webhooks)
        const { sent } = await sendOutbox(outbox)
        await engine.idle()
        // The route works through both boxes in the background too; what it has claimed is not done yet.
        const { rows } = await shop.database.sql.query(`
          select 1 from outbox where sent_at is null
          union all select 1 from webhook_inbox where claimed_until is not null or due_at <= now()`)
        if (delivered + sent + rows.length === 0) return
        // PGlite answers without a turn of the event loop, and what is on the wire needs one.
        await new Promise((resolve) => setTimeout(resolve, 1))
      }
    },
    async look<Row>(sql: string) {
      return (await shop.database.sql.query(sql)).rows[0] as Row
    },
    async close() {
      setShop(undefined)
      await engine.stop()
      await server?.close()
      await sandbox.stop()
      await shop.close()
      await database?.close()
    },
  }
}

/** Gives the functions to whichever engine there is. */
async function startFunctions(
  shop: Shop,
  server: EngineServer | undefined,
): Promise<{ idle(): Promise<void>; stop(): Promise<void> }> {
  const handler = serveFunctions(shop)
  const { engine } = shop.workflow
  if (engine) {
    shop.workflow.serve(handler)
    await engine.register()
    await engine.start()
    return engine
  }
  if (!server) throw new Error("The shop has no engine")
  const app = await serveHandler(handler)
  await server.sync(`${app.origin}/api/inngest`)
  return {
    idle: () => waitUntilIdle(server.runtime.context, 10_000),
    stop: async () => app.close(),
  }
}

/** The engine as a server, with its own database; the SDK finds it as it finds any: by INNGEST_DEV. */
async function startEngineServer(): Promise<EngineServer> {
  const server = await createEngineServer({
    db: await freshPglite(),
    appUrls: [],
    port: 0,
    retryDelayMs: () => 0,
  })
  process.env.INNGEST_DEV = server.url
  return {
    ...server,
    async close() {
      delete process.env.INNGEST_DEV
      await server.close()
    },
  }
}
