import styles from "./arrow.module.css"

interface ArrowProps {
  to?: "right" | "left" | "down" | "out"
}

/** The house's arrow: drawn, because the type has none. Says nothing to a screen reader. */
export function Arrow({ to = "right" }: ArrowProps) {
  return (
    <svg className={styles.arrow} data-to={to} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d="M1 8h13M8.500 2.500L14 8l-5.500 5.500" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  )
}
