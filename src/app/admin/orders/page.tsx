import type { Metadata } from "next"
import { AttentionTable } from "@/components/admin/attention-table"
import { DeskButton, DeskButtonLink } from "@/components/admin/desk-button"
import { DeskHeading } from "@/components/admin/desk-heading"
import { FilterBar } from "@/components/admin/filter-bar"
import { Input, Select } from "@/components/admin/input"
import { OrderTable } from "@/components/admin/order-table"
import { OutcomeBoard } from "@/components/admin/outcome-board"
import { Pager } from "@/components/admin/pager"
import { SelectAll } from "@/components/admin/select-all"
import { Stack } from "@/components/admin/stack"
import { Tabs } from "@/components/admin/tabs"
import { Toolbar } from "@/components/admin/toolbar"
import { openDesk } from "@/http/desk"
import { countQueues, listOrders } from "@/store/orders/list-orders"
import { logViewing } from "@/store/orders/log-viewing"
import { attend, resume, retryRefund } from "./[orderId]/actions"
import { listInput, orderListHref, orderQuerySchema } from "./order-query"

export const metadata: Metadata = { title: "Orders" }

const QUEUES = ["pending", "fulfilled", "shipped", "cancelled", "attention", "all"] as const
const PAGE = 50

export default async function OrdersPage({ searchParams }: { searchParams: Promise<object> }) {
  const { ctx, can } = await openDesk("orders:read", "/admin/orders")
  const query = orderQuerySchema.parse(await searchParams)
  const revealBuyers = can("buyers:read")
  const { orders, next } = await listOrders(ctx, { ...listInput(query), limit: PAGE, revealBuyers })
  if (revealBuyers && orders.length > 0) await logViewing(ctx, "orders")
  const counts: Record<string, number> = await countQueues(ctx)
  const choosable = can("orders:write") && orders.length > 0
  const empty = query.q ? `Nothing in this queue fits “${query.q}”.` : "Nothing here."
  const day = (date: Date | undefined) => date?.toISOString().slice(0, 10)
  return (
    <>
      <DeskHeading
        title="Orders"
        actions={
          can("orders:write") && <DeskButtonLink href="/admin/orders/tracking">Add tracking</DeskButtonLink>
        }
      />
      <Tabs
        label="Queues"
        tabs={QUEUES.map((queue) => ({
          href: orderListHref(query, { queue }),
          label: queue === "attention" ? "Needs attention" : (queue[0]?.toUpperCase() ?? "") + queue.slice(1),
          current: query.queue === queue,
          count: counts[queue] === 1_000 ? "999+" : counts[queue],
        }))}
      />
      <FilterBar
        action="/admin/orders"
        kept={{ queue: query.queue }}
        search={{ value: query.q ?? "", placeholder: "Id, name, e-mail, sku or code" }}
      >
        <Input label="From" type="date" name="from" defaultValue={day(query.from)} />
        <Input label="To" type="date" name="to" defaultValue={day(query.to)} />
        <Select label="Sort" name="sort" defaultValue={query.sort}>
          <option value="newest">Newest first</option>
          <option value="oldest">Oldest first</option>
        </Select>
      </FilterBar>
      {query.queue === "attention" ? (
        <OutcomeBoard>
          <AttentionTable
            orders={orders}
            empty={empty}
            rights={{ write: can("orders:write"), refund: can("orders:refund") }}
            actions={{ attend, resume, retryRefund }}
          />
        </OutcomeBoard>
      ) : (
        <form method="get">
          <Stack>
            <OrderTable orders={orders} choosable={choosable} empty={empty} />
            {choosable && (
              <Toolbar sticky>
                <SelectAll />
                <DeskButton formAction="/admin/orders/picks">Pick list</DeskButton>
                <DeskButton formAction="/admin/orders/slips">Packing slips</DeskButton>
                <DeskButton formAction="/admin/orders/csv">CSV for the 3PL</DeskButton>
                <DeskButton formAction="/admin/orders/bulk">Mark packed…</DeskButton>
              </Toolbar>
            )}
          </Stack>
        </form>
      )}
      <Pager
        first={query.after ? orderListHref(query, {}) : null}
        next={next && orderListHref(query, { after: next })}
      />
    </>
  )
}
