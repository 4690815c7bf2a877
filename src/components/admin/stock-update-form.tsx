"use client"

import type { InventoryPlan, UpdateMode } from "@/store/inventory/inventory-update"
import type { StockRow } from "@/store/inventory/stock-queries"
import { type FormAction, useFormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Input } from "./input"
import { OutcomeNotice } from "./outcome-notice"
import { Panel } from "./panel"
import { PlanTable } from "./plan-table"
import { Stack } from "./stack"
import styles from "./stock-update-form.module.css"
import { TextLink } from "./text-link"

interface StockUpdateFormProps {
  mode: UpdateMode
  words: { units: string; source: string; reason: string }
  rows: readonly StockRow[]
  preview: FormAction<{ plan: InventoryPlan; update: string }>
  apply: FormAction<{ batchId: string }>
}

/** Type units, look at what they would do, apply exactly that. A shelf that has moved meanwhile says so. */
export function StockUpdateForm({ mode, words, rows, preview, apply }: StockUpdateFormProps) {
  const previewed = useFormAction(preview)
  const applied = useFormAction(apply)
  const shown = previewed.outcome.status === "done" ? previewed.outcome.data : undefined
  const batchId = applied.outcome.status === "done" ? applied.outcome.data?.batchId : undefined
  return (
    <Stack>
      {(shown || applied.outcome.status !== "idle") && (
        <Panel title="Preview">
          {shown && !batchId && <OutcomeNotice outcome={previewed.outcome} />}
          {shown && <PlanTable plan={shown.plan} />}
          <form {...applied.form} aria-label="Apply what the preview shows">
            {shown && <input type="hidden" name="update" value={shown.update} />}
            <Stack>
              <OutcomeNotice outcome={applied.outcome} />
              {batchId ? (
                <TextLink href={`/admin/inventory/ledger?batch=${batchId}`}>See it in the ledger</TextLink>
              ) : (
                shown?.plan.ok && (
                  <div>
                    <DeskButton look="main">Apply these changes</DeskButton>
                  </div>
                )
              )}
            </Stack>
          </form>
        </Panel>
      )}
      <form {...previewed.form} aria-label={words.units}>
        <input type="hidden" name="mode" value={mode} />
        <Stack>
          {previewed.outcome.status === "failed" && <OutcomeNotice outcome={previewed.outcome} />}
          <Stack columns="even">
            <Input
              label="Reason"
              name="reason"
              defaultValue={words.reason}
              required
              maxLength={500}
              hint="Stands in the ledger."
            />
            <Input label={words.source} name="source" maxLength={200} />
          </Stack>
          <table className={styles.table}>
            <caption className={styles.caption}>Units</caption>
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col" data-kind="number">
                  Shelf
                </th>
                <th scope="col">{words.units}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.variantId}>
                  <th scope="row">
                    {[row.productName, row.color, row.size].filter(Boolean).join(", ")}
                    <span className={styles.sku}>{row.sku}</span>
                  </th>
                  <td data-kind="number">{row.stock}</td>
                  <td>
                    <input
                      className={styles.units}
                      name={`units:${row.variantId}`}
                      inputMode={mode === "manual_correction" ? "text" : "numeric"}
                      pattern={mode === "manual_correction" ? "[+\\-−]?[0-9]{1,7}" : "[0-9]{1,7}"}
                      title="A whole number"
                      autoComplete="off"
                      aria-label={`${words.units}: ${[row.productName, row.color, row.size].filter(Boolean).join(" ")}`}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className={styles.foot}>
            <DeskButton look={shown ? "plain" : "main"}>Preview</DeskButton>
          </div>
        </Stack>
      </form>
    </Stack>
  )
}
