import type { Log } from "../log"
import type { SqlDatabase } from "../sql"
import { prune } from "./prune"

const EVERY_MS = 10 * 60_000

/** Deletes in the background what is older than the retention, a while after the start and then from time to time. */
export class Pruning {
  readonly #db: SqlDatabase
  readonly #log: Log
  readonly #retentionMs: number | null
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()

  /** @param retentionMs null deletes nothing */
  constructor(db: SqlDatabase, log: Log, retentionMs: number | null) {
    this.#db = db
    this.#log = log
    this.#retentionMs = retentionMs
  }

  begin(): void {
    const retentionMs = this.#retentionMs
    if (retentionMs === null || this.#timer) return
    this.#timer = setInterval(() => {
      this.#running = this.#prune(retentionMs)
    }, EVERY_MS)
    this.#timer.unref()
  }

  /** Resolves when the deletion under way, if any, is done. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#running
  }

  async #prune(retentionMs: number): Promise<void> {
    try {
      const deleted = await prune(this.#db, retentionMs)
      if (deleted.runs + deleted.events > 0)
        this.#log.info(deleted, "Deleted what was older than the retention.")
    } catch (error) {
      this.#log.warn({ err: error }, "Old runs could not be deleted; trying again later.")
    }
  }
}
