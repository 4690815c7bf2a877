"use client"

import styles from "./stock-badge.module.css"
import { useStock } from "./stock-store"

interface StockBadgeProps {
  /** The stock that the page was rendered with, by variant. */
  variants: readonly { readonly id: string; readonly stock: number }[]
}

export function StockBadge({ variants }: StockBadgeProps) {
  const stock = useStock()
  const units = variants.reduce(
    (sum, { id, stock: rendered }) => sum + (stock ? (stock[id] ?? 0) : rendered),
    0,
  )
  return (
    <span className={styles.stock} data-level={units === 0 ? "none" : units <= 5 ? "low" : "in"}>
      {units === 0 ? "Sold out" : units <= 5 ? `Only ${units} left` : `${units} in stock`}
    </span>
  )
}
