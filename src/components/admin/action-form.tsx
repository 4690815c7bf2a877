"use client"

import { type ReactNode, startTransition, useActionState, useRef } from "react"
import { IDLE, type Outcome } from "@/store/outcome"
import styles from "./action-form.module.css"
import { OutcomeNotice } from "./outcome-notice"

export type FormAction<Data = undefined> = (previous: Outcome<Data>, form: FormData) => Promise<Outcome<Data>>

/**
 * The last outcome of a server action and what a form needs to ask for it. With scripts a refused form keeps what
 * was typed, a second click while the first is on its way does nothing; without them the form is posted.
 */
export function useFormAction<Data>(action: FormAction<Data>) {
  const [outcome, dispatch, pending] = useActionState<Outcome<Data>, FormData>(action as never, IDLE as never)
  const form = useRef<HTMLFormElement>(null)
  const send = (event: React.SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const submitter = (event.nativeEvent as SubmitEvent).submitter
    const fields = new FormData(event.currentTarget, submitter)
    startTransition(() => dispatch(fields))
  }
  return { outcome, pending, form: { ref: form, action: dispatch, onSubmit: send, "aria-busy": pending } }
}

interface ActionFormProps {
  action: FormAction<never> | FormAction
  /** Fields in a row, for one-line forms. */
  inline?: boolean
  /** Read out in place of a legend. */
  label?: string
  id?: string
  children: ReactNode
}

/** A form whose answer stands in place: what has happened, or why not and what to do. */
export function ActionForm({ action, inline, label, id, children }: ActionFormProps) {
  const { outcome, form } = useFormAction(action as FormAction)
  return (
    <form {...form} id={id} className={styles.form} data-inline={inline} aria-label={label}>
      {children}
      <OutcomeNotice outcome={outcome} />
    </form>
  )
}
