import type { ReactNode } from "react"
import styles from "./band.module.css"

interface BandProps {
  /** Names the region for screen readers: the id of its heading. */
  labelledBy?: string
  id?: string
  /** Room around the content; the product grid has none. */
  padded?: boolean
  children: ReactNode
}

/** One horizontal band of the page, between the page's two upright lines. */
export function Band({ labelledBy, id, padded, children }: BandProps) {
  return (
    <section className={styles.band} id={id} aria-labelledby={labelledBy} data-padded={padded}>
      {children}
    </section>
  )
}
