"use client"

import { useEffect, useState } from "react"
import styles from "./countdown.module.css"

interface CountdownProps {
  /** ISO 8601. */
  to: string
  /** As of the page, so that its place is kept until the browser counts. */
  secondsLeft: number
}

/** Minutes and seconds until a moment, counted by the browser's clock; hidden where no scripts run. */
export function Countdown({ to, secondsLeft }: CountdownProps) {
  const [left, setLeft] = useState(secondsLeft)
  const [running, setRunning] = useState(false)
  useEffect(() => {
    const tick = () => setLeft(Math.max(0, Math.ceil((Date.parse(to) - Date.now()) / 1_000)))
    tick()
    setRunning(true)
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [to])
  return (
    <span role="timer" className={styles.countdown} data-running={running}>
      {left === 0
        ? "The time is over: they go back on the shelf."
        : `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")} left.`}
    </span>
  )
}
