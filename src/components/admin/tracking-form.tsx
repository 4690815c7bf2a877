"use client"

import { type FormAction, useFormAction } from "./action-form"
import { DataTable } from "./data-table"
import { DeskButton } from "./desk-button"
import { TextArea } from "./input"
import { MovedTable } from "./moved-table"
import { OutcomeNotice } from "./outcome-notice"
import { Panel } from "./panel"
import { Stack } from "./stack"

interface Line {
  readonly line: number
  readonly orderId: string
  readonly tracking: string
  readonly problem?: string
}

interface TrackingFormProps {
  preview: FormAction<{ lines: readonly Line[]; apply: string }>
  apply: FormAction<{ moved: Parameters<typeof MovedTable>[0]["moved"] }>
}

/** Paste orders and their numbers, look at what would ship, ship exactly that. */
export function TrackingForm({ preview, apply }: TrackingFormProps) {
  const previewed = useFormAction(preview)
  const applied = useFormAction(apply)
  const shown = previewed.outcome.status === "done" ? previewed.outcome.data : undefined
  const moved = applied.outcome.status === "done" ? applied.outcome.data?.moved : undefined
  const shippable = shown?.lines.some(({ problem }) => problem === undefined)
  return (
    <Stack>
      <form {...previewed.form} aria-label="Tracking numbers">
        <Stack>
          <TextArea
            label="One order and its tracking number per line"
            name="text"
            rows={8}
            required
            spellCheck={false}
            hint="As the carrier's CSV has it: ord_…,1Z999AA10123456784"
          />
          {previewed.outcome.status === "failed" && <OutcomeNotice outcome={previewed.outcome} />}
          <div>
            <DeskButton look={shown ? "plain" : "main"}>Preview</DeskButton>
          </div>
        </Stack>
      </form>
      {shown && !moved && (
        <Panel title="Preview">
          <Stack>
            <OutcomeNotice outcome={previewed.outcome} />
            <DataTable
              caption="Lines"
              rows={shown.lines}
              rowKey={({ line }) => String(line)}
              columns={[
                { label: "Line", kind: "number", cell: ({ line }) => line },
                { label: "Order", kind: "code", cell: ({ orderId }) => orderId.slice(0, 10) },
                { label: "Tracking number", kind: "code", cell: ({ tracking }) => tracking },
                {
                  label: "What happens",
                  cell: ({ problem }) => problem ?? "Ships; the buyer gets the number.",
                },
              ]}
            />
            {shippable && (
              <form {...applied.form} aria-label="Ship what the preview shows">
                <input type="hidden" name="lines" value={shown.apply} />
                <DeskButton look="main">{applied.pending ? "Shipping…" : "Ship these"}</DeskButton>
              </form>
            )}
          </Stack>
        </Panel>
      )}
      <OutcomeNotice outcome={applied.outcome} />
      {moved && <MovedTable moved={moved} />}
    </Stack>
  )
}
