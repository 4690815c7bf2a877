"use client"

import { type ChangeEvent, type FormEvent, type ReactNode, useState } from "react"
import type { Variant } from "@/store/catalog/product"
import { Arrow } from "../ui/arrow"
import { Button } from "../ui/button"
import styles from "./add-to-cart-form.module.css"
import { openCart, sendCartForm, useCart } from "./cart-store"
import { QuantityStepper } from "./quantity-stepper"
import { useStock } from "./stock-store"

const ACTION = "/cart/add"

interface AddToCartFormProps {
  productId: string
  variants: readonly Variant[]
  /** The radios that name a variant: rendered on the server. */
  children: ReactNode
}

/** A form that posts to /cart/add. With JavaScript it asks the same address for JSON and opens the drawer. */
export function AddToCartForm({ productId, variants, children }: AddToCartFormProps) {
  const stock = useStock()
  const { busy, error } = useCart()
  const [sent, setSent] = useState(false)
  const only = variants.length === 1 ? variants[0]?.id : undefined
  const [picked, setPicked] = useState(only)
  const left = (variant: Variant) => (stock ? (stock[variant.id] ?? 0) : variant.stock)
  const most = Math.max(0, ...variants.filter(({ id }) => !picked || id === picked).map(left))
  const soldOut = variants.every((variant) => left(variant) === 0)

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy) return
    setSent(true)
    if (await sendCartForm(ACTION, new FormData(event.currentTarget))) openCart()
  }

  function change(event: ChangeEvent<HTMLFormElement>) {
    const form = event.currentTarget
    if (event.target.name === "color") keepSize(form, event.target.value)
    setPicked(String(new FormData(form).get("variantId") ?? "") || undefined)
  }

  return (
    <form className={styles.form} action={ACTION} method="post" onSubmit={submit} onChange={change}>
      <input type="hidden" name="productId" value={productId} />
      {children}
      <div className={styles.row}>
        <QuantityStepper stock={most} />
        <Button className={styles.add} disabled={soldOut} aria-busy={sent && busy}>
          {soldOut ? "Sold out" : sent && busy ? "Adding" : "Add to cart"}
          {!soldOut && <Arrow />}
        </Button>
      </div>
      <p className={styles.status} role="status" data-error={sent && error !== null}>
        {sent && error ? error : picked && most > 0 && most <= 5 ? `Only ${most} left in this size.` : ""}
      </p>
    </form>
  )
}

/** Another colour keeps the size that was picked, when it is to be had. */
function keepSize(form: HTMLFormElement, color: string): void {
  const before = form.querySelector<HTMLInputElement>('input[name="variantId"]:checked')
  if (!before) return
  before.checked = false
  const group = form.querySelector(`fieldset[data-color="${CSS.escape(color)}"]`)
  const same = group?.querySelector<HTMLInputElement>(
    `input[data-size="${CSS.escape(before.dataset.size ?? "")}"]`,
  )
  if (same && !same.disabled) same.checked = true
}
