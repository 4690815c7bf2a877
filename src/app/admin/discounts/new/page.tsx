import type { Metadata } from "next"
import { CodesForm } from "@/components/admin/codes-form"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Input, Select } from "@/components/admin/input"
import { Panel } from "@/components/admin/panel"
import { Stack } from "@/components/admin/stack"
import { openDesk } from "@/http/desk"
import { batch, ownCode, quickCode } from "../actions"

export const metadata: Metadata = { title: "New codes" }

export default async function NewCodesPage() {
  await openDesk("discounts:write", "/admin/discounts/new")
  return (
    <>
      <DeskHeading title="New codes" up={{ href: "/admin/discounts", label: "Discount codes" }} />
      <Stack columns="even">
        <Panel title="One code for one person">
          <CodesForm action={quickCode} label="One code for one person" submit="Make the code">
            <KindSelect />
            <Input label="Recipient" name="recipient" maxLength={120} autoComplete="off" />
            <Input label="Purpose" name="purpose" maxLength={200} />
          </CodesForm>
        </Panel>
        <Panel title="A batch for a campaign">
          <CodesForm action={batch} label="A batch for a campaign" submit="Make the batch">
            <KindSelect />
            <Input
              label="How many"
              name="count"
              type="number"
              min={1}
              max={1000}
              required
              defaultValue={10}
              hint="Each works once."
            />
            <Input label="Campaign" name="campaign" required maxLength={80} placeholder="KubeCon 2026" />
            <Input label="Purpose" name="purpose" maxLength={200} />
            <Input label="Last day" name="lastDay" type="date" hint="Empty: they never end." />
          </CodesForm>
        </Panel>
        <Panel title="A code with a name of its own">
          <CodesForm action={ownCode} label="A code with a name of its own" submit="Make the code">
            <Input
              label="Code"
              name="code"
              required
              minLength={3}
              maxLength={40}
              pattern="[A-Za-z0-9][A-Za-z0-9\-]*"
              autoCapitalize="characters"
              autoComplete="off"
              placeholder="LAUNCH-25"
            />
            <Input
              label="For"
              name="label"
              required
              maxLength={200}
              hint="Buyers see this beside the code."
            />
            <Select label="Takes off" name="benefit" defaultValue="percent">
              <option value="percent">a percentage</option>
              <option value="amount">an amount in dollars</option>
            </Select>
            <Input label="How much" name="value" required inputMode="decimal" placeholder="25" />
            <Input
              label="How many times it works"
              name="maxRedemptions"
              type="number"
              min={1}
              max={100_000}
              defaultValue={1}
              required
            />
            <Input
              label="How many times per person"
              name="maxPerPerson"
              type="number"
              min={1}
              max={100_000}
              hint="By e-mail address. Empty: as often as it works."
            />
            <Input label="Campaign" name="campaign" maxLength={80} />
            <Input label="Last day" name="lastDay" type="date" hint="Empty: it never ends." />
          </CodesForm>
        </Panel>
      </Stack>
    </>
  )
}

function KindSelect() {
  return (
    <Select label="What it takes off" name="kind" defaultValue="sales_credit">
      <option value="sales_credit">$100 (sales credit)</option>
      <option value="devrel_comp">100 % (DevRel comp)</option>
    </Select>
  )
}
