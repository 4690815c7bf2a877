"use client"

import type { InventoryPlan } from "@/store/inventory/inventory-update"
import type { ParsedRow } from "@/store/inventory/preview-inventory-document"
import { type FormAction, useFormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { ImportRows } from "./import-rows"
import { Checkbox } from "./input"
import { OutcomeNotice } from "./outcome-notice"
import { Panel } from "./panel"
import { PlanTable } from "./plan-table"
import { Stack } from "./stack"
import { TextLink } from "./text-link"

export interface ImportReviewData {
  readonly rows: readonly ParsedRow[]
  readonly plan: InventoryPlan
  /** What approving sends: the rows shown, bound to the stock that was shown. */
  readonly update: string
}

interface ImportReviewProps extends ImportReviewData {
  message: string
  approve: FormAction<{ batchId: string }>
}

/** What was read, what it would do, and the button that does exactly that. */
export function ImportReview({ rows, plan, update, message, approve }: ImportReviewProps) {
  const { outcome, pending, form } = useFormAction(approve)
  const batchId = outcome.status === "done" ? outcome.data?.batchId : undefined
  return (
    <Panel title="Review">
      <Stack>
        {!batchId && <p>{message}</p>}
        <ImportRows rows={rows} />
        <PlanTable plan={plan} />
        <form {...form} aria-label="Approve what the review shows">
          <input type="hidden" name="update" value={update} />
          <Stack>
            {!batchId && plan.items.length > 0 && (
              <>
                {!plan.ok && (
                  <Checkbox label="Apply the rest without the lines that have problems" required />
                )}
                <div>
                  <DeskButton look="main">{pending ? "Applying…" : "Approve"}</DeskButton>
                </div>
              </>
            )}
            <OutcomeNotice outcome={outcome} />
            {batchId && (
              <TextLink href={`/admin/inventory/ledger?batch=${batchId}`}>See it in the ledger</TextLink>
            )}
          </Stack>
        </form>
      </Stack>
    </Panel>
  )
}
