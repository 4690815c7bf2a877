import { useEffect, useRef, useState } from "react"
import type { Connection } from "../ui/live-indicator"

const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 30_000

/**
 * Listens to one kind of server-sent event whose data is always the whole state. The browser reconnects by itself
 * after a cut; after a refused answer it gives up, so that case is retried here with growing pauses.
 */
export function useLiveView(
  url: string,
  event: string,
  take: (data: unknown) => void,
  ended = false,
): Connection {
  const [connection, setConnection] = useState<Connection>("connecting")
  const latest = useRef(take)
  latest.current = take

  useEffect(() => {
    if (ended) return
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let pause = FIRST_RETRY_MS

    function connect() {
      source = new EventSource(url)
      source.addEventListener("open", () => {
        pause = FIRST_RETRY_MS
        setConnection("live")
      })
      source.addEventListener(event, (message) => latest.current(JSON.parse(message.data)))
      source.addEventListener("error", () => {
        setConnection("reconnecting")
        if (source?.readyState !== EventSource.CLOSED) return
        timer = setTimeout(connect, pause)
        pause = Math.min(pause * 2, LAST_RETRY_MS)
      })
    }

    connect()
    return () => {
      source?.close()
      clearTimeout(timer)
    }
  }, [url, event, ended])

  return ended ? "final" : connection
}
