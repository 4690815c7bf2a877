"use client"

import { type MouseEvent, useEffect, useId, useRef } from "react"
import { Arrow } from "../ui/arrow"
import { ButtonLink } from "../ui/button"
import { Notice } from "../ui/notice"
import styles from "./cart-drawer.module.css"
import { CartLines } from "./cart-lines"
import { closeCart, useCart } from "./cart-store"
import { CartSummary } from "./cart-summary"
import { EmptyState } from "./empty-state"
import { useCartForms } from "./use-cart-forms"

/** Once per page, in the root layout. The dialog keeps the focus inside and gives it back when it closes. */
export function CartDrawer() {
  const { cart, busy, error, open } = useCart()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const titleId = useId()
  const forms = useCartForms()

  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open])

  // A removed line takes the focused button with it; the focus must not fall out of the dialog.
  useEffect(() => {
    if (open && cart && !dialog.current?.contains(document.activeElement)) heading.current?.focus()
  }, [open, cart])

  function closeOnBackdrop(event: MouseEvent<HTMLDialogElement>) {
    if (event.target === event.currentTarget) closeCart()
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the dialog closes on Escape by itself
    <dialog
      className={styles.drawer}
      ref={dialog}
      aria-labelledby={titleId}
      onClose={closeCart}
      onClick={closeOnBackdrop}
    >
      <div className={styles.inner} aria-busy={busy} onSubmit={forms}>
        <header className={styles.header}>
          <h2 className={styles.title} id={titleId} ref={heading} tabIndex={-1}>
            Cart <span className={styles.count}>{cart ? cart.count : ""}</span>
          </h2>
          <button className={styles.close} type="button" onClick={closeCart}>
            Close
          </button>
        </header>
        <div className={styles.body}>
          {error && <Notice tone="error" title={error} />}
          {cart && cart.lines.length > 0 ? (
            <CartLines lines={cart.lines} currency={cart.currency} />
          ) : (
            cart && (
              <EmptyState
                title="Nothing in here yet."
                action={{ href: "/#catalog", label: "See the catalogue" }}
              >
                An empty array is a valid cart. It just does not ship.
              </EmptyState>
            )
          )}
        </div>
        {cart && cart.lines.length > 0 && (
          <footer className={styles.footer}>
            <CartSummary subtotalCents={cart.subtotalCents} currency={cart.currency}>
              <ButtonLink href="/checkout" wide>
                Checkout <Arrow />
              </ButtonLink>
            </CartSummary>
          </footer>
        )}
      </div>
    </dialog>
  )
}
