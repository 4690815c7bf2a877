import type { OrderStatus } from "@/store/orders/order"
import { Badge } from "../ui/badge"

const TONES = { pending: "plain", fulfilled: "plain", shipped: "done", cancelled: "muted" } as const

export function StatusBadge({ status }: { status: OrderStatus }) {
  return <Badge tone={TONES[status]}>{status}</Badge>
}
