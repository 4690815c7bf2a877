import type { SqlDatabase } from "../database"
import { oneAtATime } from "./one-at-a-time"

const CHANNEL = "swag_live"

/** Tells whoever watches that something changed, in this process and, on Postgres, in the others. A hint, never the truth. */
export interface LiveHub {
  wake(topic: string): void
  /** Resolves to what ends the subscription. */
  on(topic: string, listener: () => void): () => void
  close(): Promise<void>
}

export async function createLiveHub(sql: SqlDatabase): Promise<LiveHub> {
  const listeners = new Map<string, Set<() => void>>()
  const notify = (topic: string) => {
    // An empty topic comes after the listening connection was lost: anything may have changed meanwhile.
    const woken = topic === "" ? [...listeners.values()] : [listeners.get(topic) ?? []]
    for (const set of woken) for (const listener of set) listener()
  }
  const waiting = new Set<string>()
  // Postgres lets one transaction notify at a time, so what comes while a message is on its way goes with the next.
  const send = oneAtATime(async () => {
    // What is woken in this turn goes together.
    await undefined
    const topics = [...waiting]
    waiting.clear()
    if (topics.length === 0) return
    await sql
      .query("select pg_notify($1, topic) from unnest($2::text[]) topic", [CHANNEL, topics])
      .catch(() => topics.forEach(notify))
  })
  const unlisten = await sql.listen?.(CHANNEL, notify)
  return {
    wake(topic) {
      if (!sql.listen) return notify(topic)
      waiting.add(topic)
      send()
    },
    on(topic, listener) {
      const set = listeners.get(topic) ?? new Set()
      listeners.set(topic, set.add(listener))
      return () => {
        set.delete(listener)
        if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic)
      }
    },
    close: async () => unlisten?.(),
  }
}
