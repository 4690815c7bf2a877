"use client"

import { useRouter } from "next/navigation"
import { useEffect, useRef } from "react"
import { useLiveView } from "../order/use-live-view"
import { LiveIndicator } from "../ui/live-indicator"

/** However busy the shop is, its figures are asked for no more often. */
const PAUSE_MS = 3_000

/** Renders the page's figures anew when an order has moved, and says whether it still listens. */
export function LiveRefresh() {
  const router = useRouter()
  const due = useRef<ReturnType<typeof setTimeout>>(undefined)
  const first = useRef(true)
  useEffect(() => () => clearTimeout(due.current), [])
  const connection = useLiveView("/api/realtime/tracker", "orders", () => {
    // The first message is the state that the page was rendered from.
    if (first.current) first.current = false
    else
      due.current ??= setTimeout(() => {
        due.current = undefined
        router.refresh()
      }, PAUSE_MS)
  })
  return <LiveIndicator connection={connection} />
}
