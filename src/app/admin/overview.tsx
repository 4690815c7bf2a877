import { DeskHeading } from "@/components/admin/desk-heading"
import { Panel } from "@/components/admin/panel"
import { TextLink } from "@/components/admin/text-link"
import type { Desk } from "@/http/desk"
import { listAlerts } from "@/services/alert-list"

export async function OverviewPage({ desk }: { desk: Desk }) {
  const alerts = await listAlerts(desk.ctx.db, true, 5)
  return (
    <>
      <DeskHeading title="Overview" />
      <Panel title="Needs a look" aside={<TextLink href="/admin/alerts">All alerts</TextLink>}>
        {alerts.length === 0 ? (
          <p>Nothing is wrong.</p>
        ) : (
          <ul>
            {alerts.map(({ id, message }) => (
              <li key={id}>{message}</li>
            ))}
          </ul>
        )}
      </Panel>
    </>
  )
}
