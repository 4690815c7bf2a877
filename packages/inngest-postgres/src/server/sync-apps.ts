import type { EngineContext } from "../engine-context"
import { askForRegistration, registerFunctions } from "../functions/register-functions"
import type { FollowedApps } from "../http/api"
import { sendOverHttp } from "./send-over-http"

const UNSYNCED_MS = 1000

/** Keeps asking apps for their functions: until they answer, and then every `everyMs` for what changed. */
export class AppSync implements FollowedApps {
  readonly #context: EngineContext
  readonly #signingKey: string | null
  readonly #everyMs: number
  readonly #followed = new Map<string, NodeJS.Timeout | null>()
  readonly #problems = new Map<string, string>()
  #stopped = false

  constructor(context: EngineContext, signingKey: string | null, everyMs: number) {
    this.#context = context
    this.#signingKey = signingKey
    this.#everyMs = everyMs
  }

  /** Syncs an app now. @throws Error in words when it does not answer, or asks for what is not supported */
  async sync(url: string): Promise<void> {
    const registration = await askForRegistration(sendOverHttp, url, this.#signingKey)
    if (!registration) return
    const { configs, modified } = await registerFunctions(this.#context, registration, url)
    if (modified) this.#context.log.info({ url, functions: configs.length }, "App synced.")
  }

  /** Begins to keep an app in sync. Resolves after the first try, whatever came of it. */
  async follow(url: string): Promise<void> {
    if (this.#followed.has(url)) return
    this.#followed.set(url, null)
    await this.#ask(url).catch(() => {})
  }

  async add(url: string): Promise<string> {
    if (!/^https?:$/.test(protocolOf(url))) throw new Error(`"${url}" is not the address of an app.`)
    if (this.#followed.has(url)) await this.sync(url)
    else {
      this.#followed.set(url, null)
      await this.#ask(url)
    }
    const { rows } = await this.#context.db.query<{ id: string }>(
      "select id from engine.apps where url = $1 order by synced_at desc limit 1",
      [url],
    )
    if (!rows[0])
      throw new Error(`The app at ${url} did not register itself. Is this server its INNGEST_DEV?`)
    return rows[0].id
  }

  drop(url: string): void {
    clearTimeout(this.#followed.get(url) ?? undefined)
    this.#followed.delete(url)
  }

  stop(): void {
    this.#stopped = true
    for (const url of this.#followed.keys()) this.drop(url)
  }

  /** Asks once, and plans the next time. @throws Error in words when it came to nothing */
  async #ask(url: string): Promise<void> {
    let synced = false
    try {
      await this.sync(url)
      synced = true
    } catch (error) {
      const { message } = error as Error
      // Said once, and again when it changes: an app that is not up yet is asked every second.
      if (this.#problems.get(url) !== message) this.#context.log.warn({ url }, `Not synced yet: ${message}`)
      this.#problems.set(url, message)
      throw error
    } finally {
      if (!this.#stopped && this.#everyMs !== Number.POSITIVE_INFINITY && this.#followed.has(url)) {
        const delayMs = synced ? this.#everyMs : Math.min(UNSYNCED_MS, this.#everyMs)
        this.#followed.set(
          url,
          setTimeout(() => void this.#ask(url).catch(() => {}), delayMs),
        )
      }
    }
  }
}

function protocolOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : ""
}
