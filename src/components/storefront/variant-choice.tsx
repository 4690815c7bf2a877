"use client"

import type { Variant } from "@/store/catalog/product"
import { VisuallyHidden } from "../ui/visually-hidden"
import { useStock } from "./stock-store"
import styles from "./variant-choice.module.css"

interface VariantChoiceProps {
  variant: Variant
  /** Picked from the start: the only one there is. */
  checked?: boolean
}

export function VariantChoice({ variant, checked }: VariantChoiceProps) {
  const stock = useStock()
  const left = stock ? (stock[variant.id] ?? 0) : variant.stock
  return (
    <label className={styles.choice} data-sold-out={left === 0}>
      <input
        className={styles.radio}
        type="radio"
        name="variantId"
        value={variant.id}
        data-size={variant.size}
        required
        disabled={left === 0}
        defaultChecked={checked && left > 0}
      />
      {variant.size || "One size"}
      {left === 0 && <VisuallyHidden>, sold out</VisuallyHidden>}
    </label>
  )
}
