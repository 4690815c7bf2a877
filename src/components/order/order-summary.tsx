import type { ReactNode } from "react"
import type { OrderView } from "@/store/orders/order-view"
import { Button } from "../ui/button"
import { Field } from "../ui/field"
import { Money } from "../ui/money"
import { VisuallyHidden } from "../ui/visually-hidden"
import styles from "./order-summary.module.css"

/** Lines, totals and the recipient. What the view masks is shown as masked, with the reason. */
export function OrderSummary({ order }: { order: OrderView }) {
  const { currency } = order
  return (
    <div className={styles.summary}>
      <ul>
        {order.lines.map((line) => (
          <li className={styles.line} key={`${line.sku}/${line.color}/${line.size}`}>
            <div>
              <p className={styles.name}>{line.productName}</p>
              <p className={styles.choice}>
                {[line.color, line.size].filter(Boolean).join(" / ") || "One size"} × {line.quantity}
              </p>
            </div>
            <Amount cents={line.amountTotalCents} currency={currency} />
          </li>
        ))}
      </ul>
      <dl className={styles.facts}>
        {order.unlocked && (
          <>
            <Fact name="Subtotal">
              <Amount cents={order.subtotalCents} currency={currency} />
            </Fact>
            {order.discountCents ? (
              <Fact name="Discount">
                −<Amount cents={order.discountCents} currency={currency} />
              </Fact>
            ) : null}
            <Fact name="Shipping">
              <Amount cents={order.shippingCents} currency={currency} />
            </Fact>
            {order.taxCents ? (
              <Fact name="Tax">
                <Amount cents={order.taxCents} currency={currency} />
              </Fact>
            ) : null}
          </>
        )}
        <Fact name="Total" total>
          <Amount cents={order.totalCents} currency={currency} />
        </Fact>
        {order.refundedCents ? (
          <Fact name="Refunded">
            <Amount cents={order.refundedCents} currency={currency} />
          </Fact>
        ) : null}
      </dl>
      <dl className={styles.facts}>
        {order.name && <Fact name="Name">{order.name}</Fact>}
        <Fact name="E-mail">{order.email}</Fact>
        {order.shipping && (
          <Fact name="Ship to">
            <Address address={order.shipping} />
          </Fact>
        )}
        {order.tracking && (
          <Fact name="Tracking">
            <code>{order.tracking}</code>
          </Fact>
        )}
      </dl>
      {order.unlocked && order.status === "pending" && (
        <>
          {order.shipping && <AddressForm orderId={order.orderId} address={order.shipping} />}
          <CancelForm orderId={order.orderId} />
        </>
      )}
      {!order.unlocked && <p className={styles.locked}>Masked. The browser that paid sees the rest.</p>}
    </div>
  )
}

/** Until the order is packed. The country stays, since tax and postage were priced for it. */
function AddressForm({ orderId, address }: { orderId: string; address: NonNullable<OrderView["shipping"]> }) {
  return (
    <details className={styles.change}>
      <summary>Correct the address</summary>
      <form action="/orders/correct-address" method="post">
        <input type="hidden" name="orderId" value={orderId} />
        {ADDRESS_FIELDS.map(({ name, label, autoComplete, required, maxLength }) => (
          <Field
            key={name}
            id={`address-${name}`}
            name={name}
            label={label}
            autoComplete={`shipping ${autoComplete}`}
            defaultValue={address[name]}
            required={required}
            maxLength={maxLength}
          />
        ))}
        <p>The parcel stays in {address.country}. You get a letter about the change.</p>
        <Button look="line">Send it there</Button>
      </form>
    </details>
  )
}

const ADDRESS_FIELDS = [
  { name: "name", label: "Recipient", autoComplete: "name", required: true, maxLength: 200 },
  {
    name: "line1",
    label: "Street and number",
    autoComplete: "address-line1",
    required: true,
    maxLength: 200,
  },
  { name: "line2", label: "Second line", autoComplete: "address-line2", required: false, maxLength: 200 },
  { name: "city", label: "City", autoComplete: "address-level2", required: true, maxLength: 100 },
  {
    name: "state",
    label: "State or region",
    autoComplete: "address-level1",
    required: false,
    maxLength: 100,
  },
  { name: "postalCode", label: "Postal code", autoComplete: "postal-code", required: true, maxLength: 20 },
] as const

/** Until the order is packed. It works without JavaScript, and takes two clicks, so that a slip costs nothing. */
function CancelForm({ orderId }: { orderId: string }) {
  return (
    <details className={styles.change}>
      <summary>Cancel the order</summary>
      <form action="/orders/cancel" method="post">
        <input type="hidden" name="orderId" value={orderId} />
        <p>Until it is packed you can cancel. The whole amount goes back to your card.</p>
        <Button look="line">Cancel it now</Button>
      </form>
    </details>
  )
}

function Fact({ name, total, children }: { name: string; total?: boolean; children: ReactNode }) {
  return (
    <div className={styles.fact} data-total={total}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Amount({ cents, currency }: { cents: number | null; currency: string }) {
  if (cents !== null) return <Money cents={cents} currency={currency} />
  return (
    <span>
      <span aria-hidden="true">•••</span>
      <VisuallyHidden>hidden</VisuallyHidden>
    </span>
  )
}

function Address({ address }: { address: NonNullable<OrderView["shipping"]> }) {
  const lines = [
    address.name,
    address.line1,
    address.line2,
    [address.city, address.state, address.postalCode].filter(Boolean).join(" "),
    address.country,
  ]
  return (
    <address className={styles.address}>
      {lines.filter(Boolean).map((line) => (
        <span key={line}>{line}</span>
      ))}
    </address>
  )
}
