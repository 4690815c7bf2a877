import type { EngineContext } from "../engine-context"
import { askForRegistration, registerFunctions } from "../functions/register-functions"
import { sendOverHttp } from "./send-over-http"

const UNSYNCED_MS = 1000

/** Keeps asking apps for their functions: until they answer, and then every `everyMs` for what changed. */
export class AppSync {
  readonly #context: EngineContext
  readonly #signingKey: string | null
  readonly #everyMs: number
  readonly #timers = new Map<string, NodeJS.Timeout>()
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
    let synced = false
    try {
      await this.sync(url)
      synced = true
    } catch (error) {
      const { message } = error as Error
      // Said once, and again when it changes: an app that is not up yet is asked every second.
      if (this.#problems.get(url) !== message) this.#context.log.warn({ url }, `Not synced yet: ${message}`)
      this.#problems.set(url, message)
    }
    if (this.#stopped || this.#everyMs === Number.POSITIVE_INFINITY) return
    const delayMs = synced ? this.#everyMs : Math.min(UNSYNCED_MS, this.#everyMs)
    this.#timers.set(
      url,
      setTimeout(() => void this.follow(url), delayMs),
    )
  }

  stop(): void {
    this.#stopped = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }
}
