import { Facts } from "./facts"
import styles from "./letter.module.css"
import { When } from "./when"

interface LetterProps {
  to: string
  text: string
  /** Where the letter is, as a document of its own. */
  htmlUrl: string
  writtenAt: string
}

/** A kept mail, as its reader would see it. The frame runs no scripts and reaches nothing. */
export function Letter({ to, text, htmlUrl, writtenAt }: LetterProps) {
  return (
    <div className={styles.letter}>
      <Facts
        facts={[
          { label: "To", value: to },
          { label: "Written", value: <When at={writtenAt} /> },
        ]}
      />
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
