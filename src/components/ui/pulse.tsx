import styles from "./pulse.module.css"

/** A square that beats while something runs. Decoration: the state is also said in words beside it. */
export function Pulse({ still }: { still?: boolean }) {
  return <span className={styles.pulse} data-still={still} aria-hidden="true" />
}
