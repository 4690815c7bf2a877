import type { InputHTMLAttributes, ReactNode } from "react"
import styles from "./field.module.css"

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  /** Also the base of the ids of the hint and the error. */
  id: string
  label: string
  hint?: ReactNode
  error?: ReactNode
  /** Stands to the right of the input, such as the button of a one-field form. */
  action?: ReactNode
}

export function Field({ id, label, hint, error, action, ...input }: FieldProps) {
  const described = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ")
  return (
    <div className={styles.field} data-invalid={error ? true : undefined}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={styles.row}>
        <input
          {...input}
          id={id}
          className={styles.input}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        {action}
      </div>
      {error && (
        <p className={styles.error} id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p className={styles.hint} id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}
