import { BarChart } from "@/components/admin/bar-chart"
import { DataTable } from "@/components/admin/data-table"
import { DayChart } from "@/components/admin/day-chart"
import { DeskHeading } from "@/components/admin/desk-heading"
import { Figures } from "@/components/admin/figures"
import { LiveRefresh } from "@/components/admin/live-refresh"
import { Panel } from "@/components/admin/panel"
import { Stack } from "@/components/admin/stack"
import { TextLink } from "@/components/admin/text-link"
import type { Desk } from "@/http/desk"
import { listAlerts } from "@/services/alert-list"
import { getOverview } from "@/store/orders/get-overview"

const whole = new Intl.NumberFormat("en-US", {
  style: "currency",
  currency: "USD",
  maximumFractionDigits: 0,
})
const dollars = (cents: number) => whole.format(cents / 100)

export async function OverviewPage({ desk }: { desk: Desk }) {
  const alerts = await listAlerts(desk.ctx.db, true, 5)
  const { queues, days, products, hoursToShip, stages } = await getOverview(desk.ctx)
  const total = (of: (day: (typeof days)[number]) => number) => days.reduce((sum, day) => sum + of(day), 0)
  return (
    <>
      <DeskHeading
        title="Overview"
        lead="The last 14 days, without cancelled orders and what was given back. Days are UTC."
        actions={<LiveRefresh />}
      />
      <Stack>
        <Figures
          figures={[
            { label: "To pack", value: queues.pending, href: "/admin/orders" },
            { label: "To ship", value: queues.fulfilled, href: "/admin/orders?queue=fulfilled" },
            {
              label: "Needs attention",
              value: queues.attention,
              href: "/admin/orders?queue=attention",
              lit: queues.attention > 0,
            },
            { label: "Orders", value: total((day) => day.orders), of: "14 days" },
            {
              label: "Revenue",
              value: dollars(total((day) => day.revenueCents)),
              of: "14 days, less refunds",
            },
            { label: "Given away", value: dollars(total((day) => day.compCents)), of: "14 days, by codes" },
            {
              label: "Paid to shipped",
              value: hoursToShip === null ? "–" : hoursText(hoursToShip),
              of: "median of 30 days",
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
            <DayChart label="Orders by day" days={days.map(({ day, orders }) => ({ day, value: orders }))} />
          </Panel>
          <Panel title="Revenue by day">
            <DayChart
              label="Revenue by day"
              days={days.map(({ day, revenueCents }) => ({ day, value: revenueCents }))}
              format={dollars}
            />
          </Panel>
          <Panel title="Given away by day">
            <DayChart
              label="Given away by day"
              days={days.map(({ day, compCents }) => ({ day, value: compCents }))}
              format={dollars}
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

function hoursText(hours: number): string {
  return hours < 1 ? `${Math.round(hours * 60)} min` : `${hours.toFixed(1)} h`
}
