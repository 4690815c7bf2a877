import type { ReactNode } from "react"
import { Arrow } from "../ui/arrow"
import { Button } from "../ui/button"
import { Field } from "../ui/field"
import { Moment } from "../ui/moment"
import { Money } from "../ui/money"
import type { CartLine } from "./cart-store"
import styles from "./checkout-panel.module.css"
import { Countdown } from "./countdown"
import { LinePicture } from "./line-picture"

interface CheckoutPanelProps {
  lines: readonly CartLine[]
  currency: string
  subtotalCents: number
  /** The code that counts now, and what it takes off. */
  discount: { readonly code: string; readonly label?: string; readonly amountCents: number } | null
  totalCents: number
  /** Where a code is posted, as `code`; giving it up again posts `remove`. */
  discountAction?: string
  removeDiscountAction?: string
  /** What was typed and refused, with the reason. */
  refused?: { readonly code: string; readonly message: string }
  /** Where the order is posted, with the code. */
  checkoutAction?: string
  /** Why payment cannot start now, such as a line that sold out. */
  blocked?: boolean
  /** Until when (ISO 8601) the pieces of a checkout that was begun are held. */
  held?: { readonly until: string; readonly secondsLeft: number }
  /** Errors and news above everything else. */
  notice?: ReactNode
}

export function CheckoutPanel(props: CheckoutPanelProps) {
  const { lines, currency, subtotalCents, discount, totalCents, notice } = props
  return (
    <div className={styles.panel}>
      <div className={styles.order}>
        {notice}
        <h2 className={styles.heading}>Your order</h2>
        <ul>
          {lines.map((line) => (
            <li className={styles.line} key={line.variantId}>
              <LinePicture line={line} />
              <div className={styles.words}>
                <p className={styles.name}>{line.productName}</p>
                <p className={styles.choice}>
                  {[line.colorLabel, line.size].filter(Boolean).join(" / ") || "One size"} × {line.quantity}
                </p>
                {line.problem && <p className={styles.problem}>{line.problem}</p>}
              </div>
              <Money cents={line.totalCents} currency={currency} />
            </li>
          ))}
        </ul>
        <a className={styles.edit} href="/cart">
          <Arrow to="left" /> Change the cart
        </a>
      </div>
      <aside className={styles.pay} aria-label="Payment">
        <DiscountForm {...props} />
        <dl className={styles.totals}>
          <div className={styles.row}>
            <dt>Subtotal</dt>
            <dd>
              <Money cents={subtotalCents} currency={currency} />
            </dd>
          </div>
          {discount && (
            <div className={styles.row}>
              <dt>Discount</dt>
              <dd>
                −<Money cents={discount.amountCents} currency={currency} />
              </dd>
            </div>
          )}
          <div className={styles.row}>
            <dt>Shipping</dt>
            <dd>Next page</dd>
          </div>
          <div className={styles.row} data-total>
            <dt>Total</dt>
            <dd>
              <Money cents={totalCents} currency={currency} />
            </dd>
          </div>
        </dl>
        <PayForm {...props} />
      </aside>
    </div>
  )
}

function DiscountForm({
  discount,
  refused,
  discountAction = "/checkout/discount",
  removeDiscountAction = discountAction,
}: CheckoutPanelProps) {
  if (discount) {
    return (
      <form className={styles.applied} action={removeDiscountAction} method="post">
        <p>
          <code>{discount.code}</code>
          {discount.label && <span className={styles.label}>{discount.label}</span>}
        </p>
        <Button look="quiet" name="remove" value="1">
          Remove
        </Button>
      </form>
    )
  }
  return (
    <form action={discountAction} method="post">
      <Field
        id="discount-code"
        name="code"
        label="Discount code"
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={64}
        required
        defaultValue={refused?.code}
        error={refused?.message}
        action={<Button look="line">Apply</Button>}
      />
    </form>
  )
}

function PayForm({
  checkoutAction = "/checkout/start",
  discount,
  blocked,
  totalCents,
  held,
}: CheckoutPanelProps) {
  return (
    <form className={styles.go} action={checkoutAction} method="post">
      {discount && <input type="hidden" name="discountCode" value={discount.code} />}
      <Button wide disabled={blocked}>
        {totalCents === 0 ? "Place the order" : "Continue to payment"} <Arrow />
      </Button>
      <p className={styles.note}>
        {blocked
          ? "Change the marked lines first."
          : totalCents === 0
            ? "Nothing to pay. The workflow starts at once."
            : "The pieces are held for you for 30 minutes from here."}
      </p>
      {held && (
        <p className={styles.note}>
          What you began to pay for is held until <Moment at={held.until} show="time" />.{" "}
          <Countdown to={held.until} secondsLeft={held.secondsLeft} />
        </p>
      )}
    </form>
  )
}
