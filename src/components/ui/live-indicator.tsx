import styles from "./live-indicator.module.css"
import { Pulse } from "./pulse"

export type Connection = "connecting" | "live" | "reconnecting" | "final"

const WORDS: Record<Connection, string> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  final: "Final",
}

/** Whether what is on the page still moves. */
export function LiveIndicator({ connection }: { connection: Connection }) {
  return (
    <span className={styles.indicator} data-connection={connection}>
      <Pulse still={connection !== "live"} />
      <span className={styles.word}>{WORDS[connection]}</span>
      <noscript>Reload to see more</noscript>
    </span>
  )
}
