"use client"

import { useEffect, useState } from "react"

/** Minutes and seconds until a moment, counted by the browser's clock; nothing before scripts run. */
export function Countdown({ to }: { to: string }) {
  const [left, setLeft] = useState<number>()
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil((Date.parse(to) - Date.now()) / 1_000)))
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [to])
  if (left === undefined) return null
  return (
    <span role="timer">
      {left === 0
        ? "The time is over: they go back on the shelf."
        : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left.`}
    </span>
  )
}
