import { Arrow } from "../ui/arrow"
import styles from "./site-footer.module.css"
import { Wordmark } from "./wordmark"

export function SiteFooter() {
  return (
    <footer className={styles.footer}>
      <div className={styles.inner}>
        <div className={styles.about}>
          <Wordmark />
          <p>
            Every order is one durable function. Four steps, each run until it is done, none of them twice.
          </p>
        </div>
        <nav className={styles.links} aria-label="Footer">
          <a href="/#catalog">Shop</a>
          <a href="/cart">Cart</a>
          <a href="/admin">Live orders</a>
          <a href="/proof">Proof</a>
        </nav>
        <nav className={styles.links} aria-label="For machines">
          <a href="/auth.md">auth.md</a>
          <a href="/api/health">/api/health</a>
          <a href="https://www.inngest.com">
            inngest.com <Arrow to="out" />
          </a>
        </nav>
      </div>
      <p className={styles.last}>
        <code>return {"{ shipped: true }"}</code>
      </p>
    </footer>
  )
}
