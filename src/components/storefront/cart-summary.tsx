import type { ReactNode } from "react"
import { Money } from "../ui/money"
import styles from "./cart-summary.module.css"

interface CartSummaryProps {
  subtotalCents: number
  currency: string
  /** The way on: a link to checkout. */
  children?: ReactNode
}

export function CartSummary({ subtotalCents, currency, children }: CartSummaryProps) {
  return (
    <div className={styles.summary}>
      <p className={styles.total}>
        <span>Subtotal</span>
        <Money cents={subtotalCents} currency={currency} />
      </p>
      <p className={styles.note}>Shipping and tax are added at checkout.</p>
      {children}
    </div>
  )
}
