import { type Fact, Facts } from "./facts"
import styles from "./letter.module.css"

interface LetterProps {
  facts: readonly Fact[]
  text: string
  /** Where the letter is, as a document of its own. */
  htmlUrl: string
}

/** A letter, as its reader would see it. The frame runs no scripts and reaches nothing. */
export function Letter({ facts, text, htmlUrl }: LetterProps) {
  return (
    <div className={styles.letter}>
      <Facts facts={facts} />
      <iframe
        className={styles.html}
        src={htmlUrl}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        title="The letter as it looks"
      />
      <details>
        <summary>Plain text</summary>
        <pre className={styles.text}>{text}</pre>
      </details>
    </div>
  )
}
