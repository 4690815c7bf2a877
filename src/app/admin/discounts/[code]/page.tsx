import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ActionForm } from "@/components/admin/action-form"
import { CodeBenefit, CodeStateBadge } from "@/components/admin/code-table"
import { CodeUses } from "@/components/admin/code-uses"
import { DeskButton } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Facts } from "@/components/admin/facts"
import { Input } from "@/components/admin/input"
import { Panel } from "@/components/admin/panel"
import { Stack } from "@/components/admin/stack"
import { When } from "@/components/admin/when"
import { openDesk } from "@/http/desk"
import { discountState, listCodesByName, listDiscountUses } from "@/store/discounts/desk-queries"
import { pause, setEnd } from "../actions"

export const metadata: Metadata = { title: "Discount code" }

export default async function CodePage({ params }: { params: Promise<{ code: string }> }) {
  const { ctx, can } = await openDesk("discounts:read", "/admin/discounts")
  const [found] = await listCodesByName(ctx.db, [decodeURIComponent((await params).code)])
  if (!found) notFound()
  const { code } = found
  return (
    <>
      <DeskHeading
        title={code}
        up={{ href: "/admin/discounts", label: "Discount codes" }}
        lead={found.label}
      />
      <Stack columns="even">
        <Panel title="The code" aside={<CodeStateBadge state={discountState(found, ctx.now())} />}>
          <Facts
            facts={[
              { label: "Takes off", value: <CodeBenefit code={found} /> },
              { label: "Redeemed", value: `${found.timesRedeemed} of ${found.maxRedemptions}` },
              { label: "Per person", value: found.maxPerPerson },
              { label: "In checkouts", value: found.timesHeld || null },
              { label: "Campaign", value: found.campaign },
              { label: "Last day", value: found.expiresAt ? <When at={found.expiresAt} day /> : "none" },
              { label: "Made", value: <When at={found.createdAt} /> },
              { label: "By", value: found.createdBy },
            ]}
          />
          {can("discounts:write") && (
            <>
              <ActionForm action={pause} inline label={found.active ? "Pause" : "Let it work again"}>
                <input type="hidden" name="code" value={code} />
                <DeskButton name="active" value={String(!found.active)}>
                  {found.active ? "Pause" : "Let it work again"}
                </DeskButton>
              </ActionForm>
              <ActionForm action={setEnd} inline label="Last day">
                <input type="hidden" name="code" value={code} />
                <input type="hidden" name="seenEnd" value={found.expiresAt?.toISOString() ?? ""} />
                <Input
                  label="Last day"
                  name="lastDay"
                  type="date"
                  defaultValue={found.expiresAt?.toISOString().slice(0, 10)}
                />
                <DeskButton>Set</DeskButton>
              </ActionForm>
            </>
          )}
        </Panel>
        <Panel title="Orders">
          <CodeUses uses={await listDiscountUses(ctx.db, code, 200)} />
        </Panel>
      </Stack>
    </>
  )
}
