import type { ReactNode } from "react"
import { isOver } from "@/store/imports/import-run"
import type { ImportRunRow } from "@/store/imports/queries"
import { Notice } from "../ui/notice"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { ImportProgress } from "./import-progress"
import { Checkbox } from "./input"
import { Panel } from "./panel"
import { problemRows } from "./problem-words"
import { Stack } from "./stack"
import { TextLink } from "./text-link"
import { Toolbar } from "./toolbar"

const WORDS: Record<ImportRunRow["state"], string> = {
  reading: "Being read.",
  waiting: "Waits for a decision. Nothing has changed yet.",
  applying: "Approved, and about to be applied: all of it or nothing.",
  applied: "Applied.",
  rejected: "Rejected. Nothing was applied.",
  failed: "Over. Nothing was applied.",
}

interface ImportRunProps {
  run: ImportRunRow
  decide: FormAction
  /** The page of its rows. */
  children: ReactNode
}

/** A document that was handed in: what was read, what was remarked, and the decision about exactly that. */
export function ImportRun({ run, decide, children }: ImportRunProps) {
  const { summary } = run
  return (
    <Stack>
      <Notice title={WORDS[run.state]}>{run.message}</Notice>
      {!isOver(run.state) && (
        <ImportProgress key={run.state} importRunId={run.id} state={run.state} rowsRead={run.rowsRead} />
      )}
      {summary && (
        <p>
          {[
            `Lines read: ${summary.rows}, with problems: ${problemRows(summary)}.`,
            `Variants: ${summary.variants}.`,
            ...summary.notes,
          ].join(" ")}
        </p>
      )}
      {run.state === "waiting" && summary && (
        <ActionForm action={decide} label="Decide">
          <input type="hidden" name="importRunId" value={run.id} />
          <input type="hidden" name="proposalHash" value={run.proposalHash ?? ""} />
          {summary.variants > 0 && problemRows(summary) > 0 && (
            <Checkbox label="Apply the rest without the lines that have problems" name="partly" />
          )}
          <Toolbar>
            {summary.variants > 0 && (
              <DeskButton look="main" name="decision" value="approve">
                {summary.variants === 1 ? "Apply one variant" : `Apply ${summary.variants} variants`}
              </DeskButton>
            )}
            <DeskButton name="decision" value="reject">
              Reject
            </DeskButton>
          </Toolbar>
        </ActionForm>
      )}
      {run.batchId && (
        <TextLink href={`/admin/inventory/ledger?batch=${run.batchId}`}>See it in the ledger</TextLink>
      )}
      {summary && <Panel title="Lines">{children}</Panel>}
    </Stack>
  )
}
