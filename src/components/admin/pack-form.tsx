"use client"

import { type FormAction, useFormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { MovedTable } from "./moved-table"
import { OutcomeNotice } from "./outcome-notice"
import { Stack } from "./stack"

interface PackFormProps {
  orderIds: readonly string[]
  action: FormAction<{ moved: Parameters<typeof MovedTable>[0]["moved"] }>
}

/** Marks the taken orders packed, and says of each what became of it. */
export function PackForm({ orderIds, action }: PackFormProps) {
  const { outcome, pending, form } = useFormAction(action)
  const moved = outcome.status === "done" ? outcome.data?.moved : undefined
  return (
    <form {...form} aria-label="Mark packed">
      <input type="hidden" name="orderIds" value={orderIds.join(" ")} />
      <Stack>
        <OutcomeNotice outcome={outcome} />
        {moved ? (
          <MovedTable moved={moved} />
        ) : (
          <div>
            <DeskButton look="main">
              {pending
                ? "Packing…"
                : orderIds.length === 1
                  ? "Mark it packed"
                  : `Mark ${orderIds.length} orders packed`}
            </DeskButton>
          </div>
        )}
      </Stack>
    </form>
  )
}
