import { POST as postWebhook } from "../../src/app/api/webhooks/stripe/route"
import { readConfig } from "../../src/env"
import { serveFunctions } from "../../src/inngest/serve"
import type { Seams } from "../../src/services"
import { sendOutbox } from "../../src/store/orders/send-outbox"
import { openShop, type Shop, setShop } from "../../src/wiring"
import { createPostgresDatabase } from "./databases"

export const ORIGIN = "http://localhost:3000"

export interface RunningShop {
  readonly shop: Shop
  /** Delivers webhooks, sends the outbox and lets the engine work until nothing more can happen now. */
  settle(): Promise<void>
  /** One row of SQL, for looking at what is left. */
  look<Row>(sql: string): Promise<Row>
  close(): Promise<void>
}

/** A whole shop with its engine and its payment sandbox, in this process; webhooks end in the real route. */
export async function runShop(on: "pglite" | "postgres", seams: Seams = {}): Promise<RunningShop> {
  const config = readConfig({
    ...(on === "postgres"
      ? { DATABASE_URL: await createPostgresDatabase() }
      : { SWAG_DATA_DIR: "memory://" }),
    INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
    LOG_LEVEL: "silent",
  })
  const shop = await openShop(config, {
    deliverWebhook: (request) => postWebhook(request, { params: Promise.resolve({}) }),
    retryDelayMs: () => 0,
    ...seams,
  })
  setShop(shop)
  const { engine } = shop.workflow
  const { sandbox } = shop.payments
  if (!engine || !sandbox) throw new Error("The tests run on the embedded engine and the sandbox")
  shop.workflow.serve(serveFunctions(shop))
  await engine.register()
  await engine.start()
  const outbox = shop.contextFor({ kind: "system", id: "outbox" })
  return {
    shop,
    async settle() {
      for (;;) {
        const delivered = await sandbox.deliverPending()
        const { sent } = await sendOutbox(outbox)
        await engine.idle()
        // The route sends the outbox in the background too; what it has claimed is not sent yet.
        const { rows } = await shop.database.sql.query("select 1 from outbox where sent_at is null")
        if (delivered + sent + rows.length === 0) return
      }
    },
    async look<Row>(sql: string) {
      return (await shop.database.sql.query(sql)).rows[0] as Row
    },
    async close() {
      setShop(undefined)
      await engine.stop()
      await sandbox.stop()
      await shop.close()
    },
  }
}
