import type { Metadata } from "next"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Panel } from "@/components/admin/panel"
import { PeopleTable } from "@/components/admin/people-table"
import { RoleTable } from "@/components/admin/role-table"
import { SessionTable } from "@/components/admin/session-table"
import { listAdmitted } from "@/http/admission"
import { openDesk } from "@/http/desk"
import { listOpenSessions, listPersonRoles } from "@/store/people/queries"
import { setRole, signOutPerson } from "./actions"

export const metadata: Metadata = { title: "People" }

export default async function PeoplePage() {
  const { ctx, shop, operator } = await openDesk("people:write", "/admin/people")
  const given = new Map((await listPersonRoles(ctx.db)).map(({ email, role }) => [email, role]))
  const people = listAdmitted(shop.config).map(({ email, role }) => ({
    email,
    role: given.get(email) ?? role,
    self: email === operator.email,
  }))
  return (
    <>
      <DeskHeading
        title="People"
        lead="Who is let in is the allow-list's to say (ADMIN_EMAIL_ALLOWLIST); what they may do is decided here."
      />
      <Panel title="On the list">
        <PeopleTable people={people} setRole={setRole} />
      </Panel>
      <Panel title="Signed in now">
        <SessionTable
          sessions={await listOpenSessions(ctx.db, ctx.now())}
          ownSessionId={operator.sessionId}
          end={signOutPerson}
        />
      </Panel>
      <Panel title="Roles">
        <RoleTable />
      </Panel>
    </>
  )
}
