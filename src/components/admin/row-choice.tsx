import styles from "./row-choice.module.css"

/** Takes a row into what the buttons below the table act on. */
export function RowChoice({ value, label }: { value: string; label: string }) {
  return (
    <label className={styles.choice}>
      <input type="checkbox" name="id" value={value} aria-label={label} />
    </label>
  )
}
