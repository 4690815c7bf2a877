import type { Metadata } from "next"
import { ApprovalTable } from "@/components/admin/approval-table"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Disclosure } from "@/components/admin/disclosure"
import { Panel } from "@/components/admin/panel"
import { TextLink } from "@/components/admin/text-link"
import { TokenForm } from "@/components/admin/token-form"
import { TokenTable } from "@/components/admin/token-table"
import { openDesk } from "@/http/desk"
import { DEFAULT_DAILY_LIMITS, SCOPES } from "@/store/access/api-token"
import { listApprovals } from "@/store/access/list-approvals"
import { listTokens } from "@/store/access/list-tokens"
import { decide, makeToken, revoke } from "./actions"

export const metadata: Metadata = { title: "API tokens" }

export default async function TokensPage() {
  const { ctx } = await openDesk("tokens:write", "/admin/tokens")
  const tokens = await listTokens(ctx)
  const [live, dead] = [
    tokens.filter(({ state }) => state === "active"),
    tokens.filter(({ state }) => state !== "active"),
  ]
  const approvals = await listApprovals(ctx)
  return (
    <>
      <DeskHeading
        title="API tokens"
        lead={
          <>
            For agents and scripts. What they may do and how is told in{" "}
            <TextLink href="/auth.md">auth.md</TextLink>.
          </>
        }
      />
      {approvals.length > 0 && (
        <Panel title="Requests over a token's limit">
          <ApprovalTable approvals={approvals} decide={decide} />
        </Panel>
      )}
      <Panel title="Tokens">
        <TokenTable caption="API tokens" tokens={live} revoke={revoke} />
        {dead.length > 0 && (
          <Disclosure summary={`Revoked and expired: ${dead.length}`}>
            <TokenTable caption="Revoked and expired tokens" tokens={dead} revoke={revoke} />
          </Disclosure>
        )}
      </Panel>
      <Panel title="New token">
        <TokenForm action={makeToken} scopes={SCOPES} limits={DEFAULT_DAILY_LIMITS} />
      </Panel>
    </>
  )
}
