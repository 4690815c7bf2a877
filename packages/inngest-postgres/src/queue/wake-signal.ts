import type { Log } from "../log"
import type { SqlDatabase } from "../sql"

const CHANNEL = "engine_wake"
const QUIET_MS = 20

/**
 * Tells the engines of other processes that there is something to claim. A lost signal costs a poll, so
 * signals are sent after the commit, several as one.
 */
export class WakeSignal {
  readonly #db: SqlDatabase
  readonly #log: Log
  #timer: NodeJS.Timeout | undefined
  #unlisten: (() => Promise<void>) | undefined

  constructor(db: SqlDatabase, log: Log) {
    this.#db = db
    this.#log = log
  }

  async listen(onWake: () => void): Promise<void> {
    this.#unlisten = await this.#db.listen?.(CHANNEL, onWake)
  }

  send(): void {
    if (!this.#unlisten || this.#timer) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#db
        .query("select pg_notify($1, '')", [CHANNEL])
        .catch((error: unknown) =>
          this.#log.warn({ err: error }, "Other processes could not be woken; they will poll."),
        )
    }, QUIET_MS)
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    await this.#unlisten?.()
    this.#unlisten = undefined
  }
}
