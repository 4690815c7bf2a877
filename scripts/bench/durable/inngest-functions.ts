import { Inngest } from "inngest"
import { serve } from "inngest/edge"
import { Pool } from "pg"
import { EFFECTS, STEPS, WRITE } from "./peer"

export const SIGNING_KEY = "signkey-test-0123456789abcdef0123456789abcdef"
export const SERVE_URL = "http://engine.internal/api/inngest"

const quiet = { info() {}, warn() {}, error() {}, debug() {} }

/** The measured function, written for the SDK: the same one for every engine that runs it. */
export async function openFunctions(databaseUrl: string, engineFetch: typeof fetch) {
  const pool = new Pool({ connectionString: databaseUrl, max: 12 })
  await pool.query(EFFECTS)
  const ended = new Map<string, () => void>()
  const inngest = new Inngest({
    id: "bench",
    fetch: engineFetch,
    baseUrl: "http://engine.internal",
    eventKey: "embedded",
    signingKey: SIGNING_KEY,
    isDev: false,
    logger: quiet,
  })
  const four = inngest.createFunction(
    { id: "four", triggers: { event: "bench/four" } },
    async ({ event, step }) => {
      const { key } = event.data as { key: string }
      for (const name of STEPS) await step.run(name, () => pool.query(WRITE, [key, name]).then(() => name))
      ended.get(key)?.()
      ended.delete(key)
    },
  )
  return {
    handler: serve({ client: inngest, functions: [four] }),
    run: (key: string) =>
      new Promise<void>((resolve, reject) => {
        ended.set(key, resolve)
        inngest.send({ name: "bench/four", data: { key } }).catch(reject)
      }),
    close: () => pool.end(),
  }
}
