import { preload } from "react-dom"
import { Pulse } from "../ui/pulse"
import { SkipLink } from "../ui/skip-link"
import { CartLink } from "./cart-link"
import styles from "./site-header.module.css"
import { Wordmark } from "./wordmark"

/** Asked for before the stylesheet names them, so that the first paint mostly has them already. */
const FONTS = ["/fonts/space-grotesk.woff2", "/fonts/space-mono-400.woff2"]

export function SiteHeader() {
  for (const font of FONTS) preload(font, { as: "font", type: "font/woff2", crossOrigin: "anonymous" })
  return (
    <>
      <SkipLink />
      <header className={styles.header}>
        <div className={styles.inner}>
          <a className={styles.home} href="/">
            <Wordmark />
          </a>
          <nav className={styles.nav} aria-label="Main">
            <a className={`${styles.link} ${styles.shop}`} href="/#catalog">
              Shop
            </a>
            <a className={styles.link} href="/admin">
              <Pulse />
              <span>
                Live<span className={styles.more}> orders</span>
              </span>
            </a>
            <CartLink className={styles.link} />
          </nav>
        </div>
      </header>
    </>
  )
}
