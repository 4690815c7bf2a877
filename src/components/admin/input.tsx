import type {
  InputHTMLAttributes,
  ReactNode,
  SelectHTMLAttributes,
  TextareaHTMLAttributes,
} from "react"
import styles from "./input.module.css"

interface Labelled {
  label: ReactNode
  hint?: ReactNode
}

/** A labelled field of the desk: the label wraps the control, so it needs no id. */
export function Input({ label, hint, ...input }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Labelled label={label} hint={hint}>
      <input {...input} className={styles.control} />
    </Labelled>
  )
}

export function Select({
  label,
  hint,
  children,
  ...select
}: Labelled & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Labelled label={label} hint={hint}>
      <select {...select} className={styles.control}>
        {children}
      </select>
    </Labelled>
  )
}

export function TextArea({ label, hint, ...area }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Labelled label={label} hint={hint}>
      <textarea rows={4} {...area} className={styles.control} />
    </Labelled>
  )
}

export function Checkbox({
  label,
  hint,
  type = "checkbox",
  ...input
}: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className={styles.choice}>
      <input {...input} type={type} />
      <span>
        {label}
        {hint && <span className={styles.hint}> {hint}</span>}
      </span>
    </label>
  )
}

function Labelled({ label, hint, children }: Labelled & { children: ReactNode }) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      {children}
      {hint && <span className={styles.hint}>{hint}</span>}
    </label>
  )
}
