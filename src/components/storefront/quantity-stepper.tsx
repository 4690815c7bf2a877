"use client"

import { useState } from "react"
import styles from "./quantity-stepper.module.css"

const MOST = 99

/** A number field with buttons at its sides. Without JavaScript the buttons are gone and the field remains. */
export function QuantityStepper({ stock }: { stock: number }) {
  const max = Math.max(1, Math.min(stock, MOST))
  const [wanted, setWanted] = useState("1")
  const asked = Number.parseInt(wanted, 10) || 1
  const quantity = Math.min(Math.max(asked, 1), max)
  const value = wanted === "" ? "" : String(quantity)
  return (
    <div className={styles.stepper}>
      <button
        className={styles.step}
        type="button"
        aria-label="One less"
        disabled={quantity <= 1}
        onClick={() => setWanted(String(quantity - 1))}
      >
        −
      </button>
      <input
        className={styles.input}
        type="number"
        name="quantity"
        aria-label="Quantity"
        inputMode="numeric"
        min={1}
        max={max}
        required
        value={value}
        onChange={(event) => setWanted(event.target.value)}
      />
      <button
        className={styles.step}
        type="button"
        aria-label="One more"
        disabled={quantity >= max}
        onClick={() => setWanted(String(quantity + 1))}
      >
        +
      </button>
    </div>
  )
}
