"use client"

import type { ReactNode } from "react"
import { type FormAction, useFormAction } from "./action-form"
import styles from "./codes-form.module.css"
import { DeskButton, DeskButtonLink } from "./desk-button"
import { OutcomeNotice } from "./outcome-notice"
import { Stack } from "./stack"
import { Toolbar } from "./toolbar"

interface CodesFormProps {
  action: FormAction<{ codes: string[]; campaign: string | null }>
  label: string
  submit: string
  children: ReactNode
}

/** Makes codes and shows them, ready to be copied or saved. */
export function CodesForm({ action, label, submit, children }: CodesFormProps) {
  const { outcome, form } = useFormAction(action)
  const made = outcome.status === "done" ? outcome.data : undefined
  const query = made?.campaign
    ? new URLSearchParams({ campaign: made.campaign })
    : new URLSearchParams(made?.codes.map((code) => ["code", code]))
  return (
    <form {...form} aria-label={label}>
      <Stack>
        {children}
        <div>
          <DeskButton look="main">{submit}</DeskButton>
        </div>
        <OutcomeNotice outcome={outcome} />
        {made && (
          <>
            <ul className={styles.codes} aria-label="New codes">
              {made.codes.map((code) => (
                <li key={code}>
                  <code>{code}</code>
                </li>
              ))}
            </ul>
            <Toolbar>
              <DeskButtonLink href={`/admin/discounts/csv?${query}`} download>
                Save as CSV
              </DeskButtonLink>
            </Toolbar>
          </>
        )}
      </Stack>
    </form>
  )
}
