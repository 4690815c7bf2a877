import { BarChart } from "@/components/admin/bar-chart"
import { DataTable } from "@/components/admin/data-table"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Facts } from "@/components/admin/facts"
import { Panel } from "@/components/admin/panel"
import { Stack } from "@/components/admin/stack"
import { TextLink } from "@/components/admin/text-link"
import type { Desk } from "@/http/desk"
import { listAlerts } from "@/services/alert-list"
import { getOverview } from "@/store/orders/get-overview"

const dollars = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumFractionDigits: 0,
})

export async function OverviewPage({ desk }: { desk: Desk }) {
  const alerts = await listAlerts(desk.ctx.db, true, 5)
  const { queues, days, products, hoursToShip, stages } = await getOverview(desk.ctx)
  const total = (of: (day: (typeof days)[number]) => number) => days.reduce((sum, day) => sum + of(day), 0)
  return (
    <>
      <DeskHeading
        title="Overview"
        lead="The last 14 days, without cancelled orders and what was given back. Days are UTC."
      />
      <Stack>
        <Facts
          facts={[
            { label: "To pack", value: <TextLink href="/admin/orders">{queues.pending}</TextLink> },
            {
              label: "To ship",
              value: <TextLink href="/admin/orders?queue=fulfilled">{queues.fulfilled}</TextLink>,
            },
            {
              label: "Needs attention",
              value: <TextLink href="/admin/orders?queue=attention">{queues.attention}</TextLink>,
            },
            { label: "Orders", value: total((day) => day.orders) },
            { label: "Revenue", value: dollars.format(total((day) => day.revenueCents) / 100) },
            { label: "Given away", value: dollars.format(total((day) => day.compCents) / 100) },
            {
              label: "Paid to shipped",
              value:
                hoursToShip === null ? "nothing shipped" : `${hoursToShip.toFixed(1)} h, median of 30 days`,
            },
          ]}
        />
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
        <Stack columns="even">
          <Panel title="Orders by day">
            <BarChart
              label="Orders by day"
              bars={days.map(({ day, orders }) => ({ name: day.slice(5), value: orders }))}
            />
          </Panel>
          <Panel title="Revenue by day, in dollars">
            <BarChart
              label="Revenue by day, in dollars"
              bars={days.map(({ day, revenueCents }) => ({
                name: day.slice(5),
                value: Math.round(revenueCents / 100),
              }))}
            />
          </Panel>
          <Panel title="Units by product, 30 days">
            {products.length === 0 ? (
              <p>Nothing was ordered.</p>
            ) : (
              <BarChart
                label="Units by product, 30 days"
                bars={products.map(({ name, units }) => ({ name, value: units }))}
              />
            )}
          </Panel>
          <Panel title="Given away by day, in dollars">
            <BarChart
              label="Given away by day, in dollars"
              bars={days.map(({ day, compCents }) => ({
                name: day.slice(5),
                value: Math.round(compCents / 100),
              }))}
            />
          </Panel>
        </Stack>
        <Panel title="The durable stages, 30 days">
          <DataTable
            caption="Stages"
            rows={stages}
            rowKey={({ stage }) => stage}
            empty="No order has run yet."
            columns={[
              { label: "Stage", kind: "code", cell: ({ stage }) => stage },
              { label: "Completed", kind: "number", cell: ({ runs }) => runs },
              { label: "Median", kind: "number", cell: ({ medianMs }) => `${Math.round(medianMs)} ms` },
              { label: "Retries", kind: "number", cell: ({ retries }) => retries },
            ]}
          />
        </Panel>
      </Stack>
    </>
  )
}
