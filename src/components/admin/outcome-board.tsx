"use client"

import { createContext, type ReactNode, use, useState } from "react"
import { IDLE, type Outcome } from "@/store/outcome"
import { ActionForm, type FormAction } from "./action-form"
import { OutcomeNotice } from "./outcome-notice"

type Show = (outcome: Outcome) => void

const Board = createContext<Show | undefined>(undefined)

/** Shows above its children what came of the last of their BoardForms: what was mended leaves the page, its answer stays. */
export function OutcomeBoard({ children }: { children: ReactNode }) {
  const [outcome, show] = useState<Outcome>(IDLE)
  return (
    <Board value={show}>
      <OutcomeNotice outcome={outcome} />
      {children}
    </Board>
  )
}

interface BoardFormProps {
  action: FormAction
  /** Read out in place of a legend. */
  label: string
  /** What the form acts on, by which its answer is known among others. */
  about: string
  children: ReactNode
}

/** An ActionForm whose answer stands on the board around it; without scripts, in place. */
export function BoardForm({ action, label, about, children }: BoardFormProps) {
  const show = use(Board)
  return (
    <ActionForm
      action={action}
      label={label}
      inline
      onOutcome={show && ((outcome) => show(named(outcome, about)))}
    >
      {children}
    </ActionForm>
  )
}

function named(outcome: Outcome, about: string): Outcome {
  return outcome.status === "idle" ? outcome : { ...outcome, message: `${about}: ${outcome.message}` }
}
