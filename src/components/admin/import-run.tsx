import type { ImportRunRow } from "@/store/imports/queries"
import { Notice } from "../ui/notice"
import { ActionForm, type FormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { ImportRows } from "./import-rows"
import { Panel } from "./panel"
import { Stack } from "./stack"
import { TextLink } from "./text-link"
import { Toolbar } from "./toolbar"

const WORDS: Record<ImportRunRow["state"], string> = {
  reading: "Being read. Load the page again in a moment.",
  waiting: "Waits for a decision. Nothing has changed yet.",
  applying: "Approved, and about to be applied.",
  applied: "Applied.",
  rejected: "Rejected. Nothing was applied.",
  failed: "Over. Nothing was applied.",
}

/** A document that was handed in: what was read, what was remarked, and the decision about exactly that. */
export function ImportRun({ run, decide }: { run: ImportRunRow; decide: FormAction }) {
  return (
    <Stack>
      <Notice title={WORDS[run.state]}>{run.message}</Notice>
      {run.state === "waiting" && (
        <ActionForm action={decide} label="Decide">
          <input type="hidden" name="importRunId" value={run.id} />
          <input type="hidden" name="proposalHash" value={run.proposalHash ?? ""} />
          <Toolbar>
            {run.proposal && run.proposal.items.length > 0 && (
              <DeskButton look="main" name="decision" value="approve">
                {run.proposal.items.length === 1
                  ? "Apply one variant"
                  : `Apply ${run.proposal.items.length} variants`}
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
      {run.issues && run.issues.length > 0 && (
        <Panel title="Remarks">
          <ul>
            {run.issues.map(({ severity, message }) => (
              <li key={message}>
                {severity === "error" ? "Problem: " : ""}
                {message}
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {run.rows && (
        <Panel title="Lines">
          <ImportRows rows={run.rows} />
        </Panel>
      )}
    </Stack>
  )
}
