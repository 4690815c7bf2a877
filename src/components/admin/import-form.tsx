"use client"

import { type FormAction, useFormAction } from "./action-form"
import { DeskButton } from "./desk-button"
import { Input, Select, TextArea } from "./input"
import { OutcomeNotice } from "./outcome-notice"
import { Stack } from "./stack"

/** Hand in a document. What was read of it, and the decision about that, stand on a page of its own. */
export function ImportForm({ handIn }: { handIn: FormAction }) {
  const { outcome, pending, form } = useFormAction(handIn)
  return (
    <form {...form} aria-label="Document">
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
            accept=".csv,.tsv,.txt,.eml,.xlsx,.docx,.pdf,text/*"
            hint="Spreadsheet (xlsx), Word (docx), PDF, mail (eml), CSV or text, up to 8 MB and 100,000 rows."
          />
        </Stack>
        <TextArea
          label="Or paste it"
          name="text"
          rows={8}
          spellCheck={false}
          hint="A table with a header, a size grid, or lines such as: 12 x Black Socks"
        />
        <OutcomeNotice outcome={outcome} />
        <div>
          <DeskButton look="main">{pending ? "Reading…" : "Read it"}</DeskButton>
        </div>
      </Stack>
    </form>
  )
}
