import { randomBytes } from "node:crypto"
import { createEngine, type Engine } from "inngest-postgres"
import type { DatabaseHandle } from "../database"
import type { Config } from "../env"
import { createInngestClient, type Inngest } from "../inngest/client"
import type { Workflow } from "../store/ports"
import type { LiveHub } from "./live-hub"
import type { Logger } from "./logger"
import { inSpan } from "./trace"

export interface OpenWorkflow {
  readonly inngest: Inngest
  readonly port: Workflow
  readonly engine: Engine | undefined
  /** Gives the embedded engine the functions it calls; boot does so once they are built. */
  serve(handler: (request: Request) => Promise<Response>): void
}

/** Inngest by its own environment variables; without them the embedded engine behind the same SDK. */
export function openWorkflow(
  config: Config,
  database: DatabaseHandle,
  encryptionSecrets: readonly Buffer[],
  live: LiveHub,
  logger: Logger,
  retryDelayMs?: (attempt: number) => number,
): OpenWorkflow {
  const signingKey = `signkey-prod-${randomBytes(32).toString("hex")}`
  let handler: ((request: Request) => Promise<Response>) | undefined
  const engine =
    config.world.workflow === "embedded"
      ? createEngine({
          db: database.sql,
          signingKey,
          handler: async (request) => {
            if (!handler) throw new Error("The engine was started before its functions were served")
            const served = handler
            // The calls of one run share a trace: the engine makes its id from the run's.
            return inSpan("workflow call", {}, () => served(request), request.headers)
          },
          log: logger,
          ...(retryDelayMs ? { retryDelayMs } : {}),
        })
      : undefined
  const inngest = createInngestClient({
    appId: config.INNGEST_APP_ID ?? "inngest-swag-store",
    logger,
    encryptionKeys: encryptionSecrets.map((secret) => secret.toString("base64")),
    ...(engine ? { embedded: { fetch: engine.fetch, signingKey } } : {}),
  })
  return {
    inngest,
    engine,
    port: {
      send: async (event) => void (await inngest.send(event)),
      orderChanged(orderId) {
        live.wake(`order:${orderId}`)
        live.wake("tracker")
      },
      importChanged: (importRunId) => live.wake(`import:${importRunId}`),
      async forget(orderId) {
        for (const id of [`order.placed:${orderId}`, `order.placed:${orderId}:again`])
          await engine?.redactEvent(id, ["encrypted"])
      },
    },
    serve: (served) => {
      handler = served
    },
  }
}
