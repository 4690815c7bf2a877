"use client"

import { useRef, useState } from "react"
import type { TrackerOrder } from "@/store/orders/tracker"
import { LiveIndicator } from "../ui/live-indicator"
import { TrackerBoard } from "./tracker-board"
import { useLiveView } from "./use-live-view"
import { useMovingCards } from "./use-moving-cards"

interface AdminClientProps {
  initial: readonly TrackerOrder[]
  /** Fills a large screen, with nothing around it. */
  screen: boolean
}

/** The public tracker, live: first as the server rendered it, then as each event says. */
export function AdminClient({ initial, screen }: AdminClientProps) {
  const [orders, setOrders] = useState(initial)
  const board = useRef<HTMLDivElement>(null)
  const connection = useLiveView("/api/realtime/tracker", "orders", (data) => {
    setOrders((data as { orders: TrackerOrder[] }).orders)
  })
  useMovingCards(board, orders)
  return (
    <TrackerBoard
      orders={orders}
      boardRef={board}
      screen={screen}
      indicator={<LiveIndicator connection={connection} />}
    />
  )
}
