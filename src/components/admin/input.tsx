import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from "react"
import styles from "./input.module.css"

interface Labelled {
  label: ReactNode
  hint?: ReactNode
}

export function Input({ label, hint, ...input }: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint}>
      <input {...input} {...named(id, hint)} className={styles.control} />
    </Field>
  )
}

export function Select({
  label,
  hint,
  children,
  ...select
}: Labelled & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint}>
      <select {...select} {...named(id, hint)} className={styles.control}>
        {children}
      </select>
    </Field>
  )
}

export function TextArea({ label, hint, ...area }: Labelled & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint}>
      <textarea rows={4} {...area} {...named(id, hint)} className={styles.control} />
    </Field>
  )
}

/** A box to tick, or with `type="radio"` one of several. */
export function Checkbox({
  label,
  hint,
  type = "checkbox",
  ...input
}: Labelled & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId()
  return (
    <div className={styles.choice}>
      <input {...input} {...named(id, hint)} type={type} />
      <label htmlFor={id}>{label}</label>
      {hint && (
        <span className={styles.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

function Field({ id, label, hint, children }: Labelled & { id: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {children}
      {hint && (
        <span className={styles.hint} id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

function named(id: string, hint: ReactNode) {
  return { id, ...(hint ? { "aria-describedby": `${id}-hint` } : {}) }
}
