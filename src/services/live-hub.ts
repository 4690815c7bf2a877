import type { SqlDatabase } from "../database"

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
  const send = sendTogether((topics) =>
    sql
      .query("select pg_notify($1, topic) from unnest($2::text[]) topic", [CHANNEL, topics])
      .catch(() => topics.forEach(notify)),
  )
  const unlisten = await sql.listen?.(CHANNEL, notify)
  return {
    wake(topic) {
      if (!sql.listen) return notify(topic)
      send(topic)
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

/**
 * Postgres lets one transaction notify at a time, so what is woken at once, or while a message is on its way, goes
 * together with the next.
 */
function sendTogether(send: (topics: readonly string[]) => Promise<unknown>): (topic: string) => void {
  const waiting = new Set<string>()
  let sending = false
  const sendAll = async () => {
    // What is woken in this turn goes together.
    await undefined
    while (waiting.size > 0) {
      const topics = [...waiting]
      waiting.clear()
      await send(topics)
    }
    // In the turn of the last look, so that nothing can come between.
    sending = false
  }
  return (topic) => {
    waiting.add(topic)
    if (sending) return
    sending = true
    void sendAll()
  }
}
