"use client"

import { Arrow } from "../ui/arrow"
import { ButtonLink } from "../ui/button"
import { Notice } from "../ui/notice"
import { CartLines } from "./cart-lines"
import { type Cart, useCart } from "./cart-store"
import { CartSummary } from "./cart-summary"
import styles from "./cart-view.module.css"
import { EmptyState } from "./empty-state"
import { useCartForms } from "./use-cart-forms"

/** The cart page: as the server rendered it, then as each answer says. */
export function CartView({ initial }: { initial: Cart }) {
  const { cart, busy, error } = useCart()
  const forms = useCartForms()
  const shown = cart ?? initial
  if (shown.lines.length === 0) {
    return (
      <EmptyState title="Nothing in here yet." action={{ href: "/#catalog", label: "See the catalogue" }}>
        An empty array is a valid cart. It just does not ship.
      </EmptyState>
    )
  }
  return (
    <div className={styles.view} aria-busy={busy} onSubmit={forms}>
      <div>
        {error && <Notice tone="error" title={error} />}
        <CartLines lines={shown.lines} currency={shown.currency} />
      </div>
      <aside className={styles.aside} aria-label="Summary">
        <CartSummary subtotalCents={shown.subtotalCents} currency={shown.currency}>
          <ButtonLink href="/checkout" wide>
            Checkout <Arrow />
          </ButtonLink>
        </CartSummary>
      </aside>
    </div>
  )
}
