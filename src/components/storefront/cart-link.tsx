"use client"

import { useEffect } from "react"
import styles from "./cart-link.module.css"
import { loadCart, openCart, useCart } from "./cart-store"

/** A link to /cart that opens the drawer where there is JavaScript. */
export function CartLink({ className }: { className?: string | undefined }) {
  const { cart } = useCart()
  useEffect(() => {
    void loadCart()
  }, [])
  const count = cart?.count ?? 0
  return (
    <a
      className={className}
      href="/cart"
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || location.pathname === "/cart") return
        event.preventDefault()
        openCart()
      }}
    >
      Cart
      <span className={styles.count} data-filled={count > 0}>
        {count > 99 ? "99+" : count}
      </span>
    </a>
  )
}
