import { scheduleCrons } from "../cron/fire-crons"
import type { EngineContext } from "../engine-context"
import { parseJson } from "../http/api-request"
import { canonicalJson } from "../protocol/canonical-json"
import { isObject } from "../protocol/op"
import { signBody } from "../protocol/signature"
import { type FunctionConfig, readFunctionConfig } from "./function-config"

/** An app's own description of itself, as it gives it when it is registered. */
export interface Registration {
  appId: string
  sdk: string
  framework: string
  functions: unknown[]
}

/**
 * Asks an app for its functions. Null when it chose to register itself instead (an out-of-band sync).
 * @throws Error in words when the endpoint does not answer as an Inngest SDK would
 */
export async function askForRegistration(
  send: (request: Request) => Promise<Response>,
  serveUrl: string,
  signingKey: string | null,
): Promise<Registration | null> {
  const body = canonicalJson({ url: serveUrl })
  const response = await send(
    new Request(serveUrl, {
      method: "PUT",
      body,
      headers: {
        host: new URL(serveUrl).host,
        "content-type": "application/json",
        "x-inngest-sync-kind": "in_band",
        ...(signingKey ? { "x-inngest-signature": signBody(body, signingKey, Date.now()) } : {}),
      },
    }),
  )
  const text = await response.text()
  if (!response.ok)
    throw new Error(`The functions at ${serveUrl} could not be registered (${response.status}): ${text}`)
  if (response.headers.get("x-inngest-sync-kind") === "out_of_band") return null
  return readRegistration(parseJson(text))
}

export function readRegistration(body: unknown): Registration {
  const app = isObject(body) ? body : {}
  const appId = app.app_id ?? app.appName
  if (typeof appId !== "string" || !Array.isArray(app.functions)) {
    throw new Error(
      "The endpoint's answer is not a registration: it names no app and functions. Is it Inngest's serve()?",
    )
  }
  const word = (value: unknown) => (typeof value === "string" ? value : "")
  return { appId, sdk: word(app.sdk), framework: word(app.framework), functions: app.functions }
}

/**
 * Makes an app's functions the ones this engine runs. Functions the app no longer has start no more runs.
 * @throws Error naming every function that asks for what the engine does not do; then nothing is registered
 */
export async function registerFunctions(
  context: EngineContext,
  registration: Registration,
  url: string,
): Promise<{ configs: FunctionConfig[]; modified: boolean }> {
  const problems: string[] = []
  const configs: FunctionConfig[] = []
  for (const raw of registration.functions) {
    try {
      configs.push(readFunctionConfig(raw, registration.appId))
    } catch (error) {
      problems.push((error as Error).message)
    }
  }
  if (problems.length > 0) throw new Error(problems.join("\n"))
  const modified = await storeFunctions(context, registration, url, configs)
  const others = context.registry.all().filter((config) => config.appId !== registration.appId)
  context.registry.replace([...others, ...configs])
  await scheduleCrons(context, configs)
  return { configs, modified }
}

async function storeFunctions(
  context: EngineContext,
  registration: Registration,
  url: string,
  configs: readonly FunctionConfig[],
): Promise<boolean> {
  return context.db.transaction(async (tx) => {
    await tx.query(
      `insert into engine.apps (id, url, sdk, framework) values ($1, $2, $3, $4)
       on conflict (id) do update set url = excluded.url, sdk = excluded.sdk, framework = excluded.framework,
         synced_at = now()`,
      [registration.appId, url, registration.sdk, registration.framework],
    )
    let changes = 0
    for (const [index, config] of configs.entries()) {
      const { rows } = await tx.query(
        `insert into engine.functions as f (id, app_id, name, config) values ($1, $2, $3, $4)
         on conflict (id) do update set app_id = excluded.app_id, name = excluded.name, config = excluded.config,
           active = true, updated_at = now()
           where (f.app_id, f.name, f.config, f.active) is distinct from
             (excluded.app_id, excluded.name, excluded.config, true)
         returning id`,
        [config.id, config.appId, config.name, canonicalJson(registration.functions[index])],
      )
      changes += rows.length
    }
    const { rows } = await tx.query(
      `update engine.functions set active = false, updated_at = now()
       where app_id = $1 and active and id <> all($2::text[]) returning id`,
      [registration.appId, configs.map((config) => config.id)],
    )
    return changes + rows.length > 0
  })
}
