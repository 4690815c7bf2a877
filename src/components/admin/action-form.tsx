"use client"

import { type ReactNode, useActionState, useRef, useTransition } from "react"
import { IDLE, type Outcome } from "@/store/outcome"
import styles from "./action-form.module.css"
import { OutcomeNotice } from "./outcome-notice"

export type FormAction<Data = undefined> = (previous: Outcome<Data>, form: FormData) => Promise<Outcome<Data>>

/**
 * The last outcome of a server action and what a form needs to ask for it. With scripts a refused form keeps what
 * was typed, a second click while the first is on its way does nothing; without them the form is posted. An outcome
 * that is told to `onOutcome` is not kept here: the form may be gone by then.
 */
export function useFormAction<Data>(action: FormAction<Data>, onOutcome?: (outcome: Outcome<Data>) => void) {
  const [outcome, dispatch, acting] = useActionState<Outcome<Data>, FormData>(action as never, IDLE as never)
  const [telling, startTransition] = useTransition()
  const pending = acting || telling
  const form = useRef<HTMLFormElement>(null)
  const send = (event: React.SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (pending) return
    const submitter = (event.nativeEvent as SubmitEvent).submitter
    const fields = new FormData(event.currentTarget, submitter)
    startTransition(async () => {
      if (onOutcome) onOutcome(await action(outcome, fields))
      else dispatch(fields)
    })
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
  /** Where the answer is told with scripts, instead of in place. */
  onOutcome?: ((outcome: Outcome) => void) | undefined
  children: ReactNode
}

/** A form whose answer stands in place: what has happened, or why not and what to do. */
export function ActionForm({ action, inline, label, id, onOutcome, children }: ActionFormProps) {
  const { outcome, form } = useFormAction(action as FormAction, onOutcome)
  return (
    <form {...form} id={id} className={styles.form} data-inline={inline} aria-label={label}>
      {children}
      <OutcomeNotice outcome={outcome} />
    </form>
  )
}
