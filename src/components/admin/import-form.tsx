"use client"

import { type FormAction, useFormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { ImportReview, type ImportReviewData } from "./import-review"
import { Input, Select, TextArea } from "./input"
import { OutcomeNotice } from "./outcome-notice"
import { Stack } from "./stack"
import { Toolbar } from "./toolbar"

interface ImportFormProps {
  read: FormAction<ImportReviewData>
  approve: FormAction<{ batchId: string }>
  handIn: FormAction
}

/** Hand in a document, look at every line of it, approve exactly that. To reject it, leave it. */
export function ImportForm({ read, approve, handIn }: ImportFormProps) {
  const { outcome, pending, form } = useFormAction(read)
  const handed = useFormAction(handIn)
  const review = outcome.status === "done" ? outcome.data : undefined
  return (
    <Stack>
      <form
        {...form}
        onSubmit={(event) => {
          const { submitter } = event.nativeEvent as SubmitEvent
          if (submitter?.dataset.intent === "hand-in") handed.form.onSubmit(event)
          else form.onSubmit(event)
        }}
        aria-label="Document"
      >
        <Stack>
          <Stack columns="even">
            <Select label="What it is" name="mode" defaultValue="receive_shipment">
              <option value="receive_shipment">A shipment: units are added</option>
              <option value="audit_count">A count: stock becomes what was counted</option>
            </Select>
            <Input label="Called" name="sourceName" maxLength={200} hint="Stands in the ledger." />
            <Input
              label="File"
              name="file"
              type="file"
              accept=".csv,.tsv,.txt,.eml,text/*"
              hint="CSV or plain text."
            />
          </Stack>
          <TextArea
            label="Or paste it"
            name="text"
            rows={8}
            spellCheck={false}
            hint="A table with a header, a size grid, or sentences such as: 12 x Black Socks"
          />
          {outcome.status === "failed" && <OutcomeNotice outcome={outcome} />}
          <OutcomeNotice outcome={handed.outcome} />
          <Toolbar>
            <DeskButton look={review ? "plain" : "main"}>{pending ? "Reading…" : "Read it"}</DeskButton>
            <DeskButton formAction={handed.form.action} data-intent="hand-in">
              Hand it in for a second look
            </DeskButton>
          </Toolbar>
        </Stack>
      </form>
      {review && outcome.status === "done" && (
        <ImportReview key={review.update} {...review} message={outcome.message} approve={approve} />
      )}
    </Stack>
  )
}
