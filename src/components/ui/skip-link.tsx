import styles from "./skip-link.module.css"

/** First in the tab order. The page's `<main>` carries `id="main" tabIndex={-1}`. */
export function SkipLink() {
  return (
    <a className={styles.skip} href="#main">
      Skip to content
    </a>
  )
}
