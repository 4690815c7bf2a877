import { randomUUID } from "node:crypto"
import { setImmediate } from "node:timers/promises"
import { gather } from "../gather"
import type { Log } from "../log"
import type { SqlDatabase } from "../sql"
import type { RealtimeMessage } from "./realtime-message"

const CHANNEL = "engine_realtime"
/** NOTIFY carries less than 8,000 bytes; what is larger is fetched from a table that is emptied every minute. */
const MAX_NOTIFY_BYTES = 7500

/** In one statement. */
const MOST_NOTIFIED = 100

type Listener = (message: RealtimeMessage) => void

/**
 * Brings realtime messages to the listeners of every process on one database. A hint, not a record: who was
 * not listening, or lost its connection, asks the database for the state.
 */
export class MessageBus {
  readonly #db: SqlDatabase
  readonly #log: Log
  readonly #self = randomUUID()
  readonly #listeners = new Set<Listener>()
  /** Postgres lets one transaction notify at a time, so what is published in one turn, or while one does, goes together. */
  readonly #notify = gather((payloads: readonly string[]) => this.#notifyAll(payloads), {
    atMost: MOST_NOTIFIED,
    pause: setImmediate,
  })
  #unlisten: (() => Promise<void>) | undefined

  constructor(db: SqlDatabase, log: Log) {
    this.#db = db
    this.#log = log
  }

  /** Returns what ends it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async start(): Promise<void> {
    this.#unlisten = await this.#db.listen?.(CHANNEL, (payload) => void this.#receive(payload))
  }

  async stop(): Promise<void> {
    await this.#unlisten?.()
    this.#unlisten = undefined
  }

  publish(messages: readonly RealtimeMessage[]): void {
    for (const message of messages) {
      this.#deliver(message)
      if (this.#unlisten) void this.#send(message)
    }
  }

  async #send(message: RealtimeMessage): Promise<void> {
    try {
      const payload = JSON.stringify({ from: this.#self, message })
      if (Buffer.byteLength(payload) <= MAX_NOTIFY_BYTES) {
        await this.#notify(payload)
        return
      }
      await this.#db.query("delete from engine.messages where created_at < now() - interval '1 minute'")
      await this.#db.query(
        `with stored as (insert into engine.messages (body) values ($1) returning id)
         select pg_notify($2, json_build_object('from', $3::text, 'id', id)::text) from stored`,
        [JSON.stringify(message), CHANNEL, this.#self],
      )
    } catch (error) {
      this.#log.warn({ err: error }, "A realtime message did not reach the other processes.")
    }
  }

  async #notifyAll(payloads: readonly string[]): Promise<undefined[]> {
    await this.#db.query("select pg_notify($1, payload) from unnest($2::text[]) payload", [CHANNEL, payloads])
    return payloads.map(() => undefined)
  }

  async #receive(payload: string): Promise<void> {
    if (payload === "") return
    try {
      const { from, message, id } = JSON.parse(payload) as {
        from: string
        message?: RealtimeMessage
        id?: number
      }
      if (from === this.#self) return
      if (message) return this.#deliver(message)
      const { rows } = await this.#db.query<{ body: string }>(
        "select body from engine.messages where id = $1",
        [id],
      )
      if (rows[0]) this.#deliver(JSON.parse(rows[0].body) as RealtimeMessage)
    } catch (error) {
      this.#log.warn({ err: error }, "A realtime message of another process could not be read.")
    }
  }

  #deliver(message: RealtimeMessage): void {
    for (const listener of this.#listeners) {
      try {
        listener(message)
      } catch (error) {
        this.#log.warn({ err: error }, "A realtime listener failed.")
      }
    }
  }
}
