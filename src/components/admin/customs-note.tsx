import type { PackingSlip } from "@/store/orders/list-packing-slips"
import { Money } from "../ui/money"
import styles from "./packing-slip.module.css"
import { PostalAddress } from "./postal-address"

type Slip = Pick<PackingSlip, "orderId" | "customer" | "sender" | "customs">

/** A sheet for a parcel that crosses a border. What nobody has entered is left open, to be written in by hand. */
export function CustomsNote({ slip: { orderId, customer, sender, customs } }: { slip: Slip }) {
  if (!customs) return null
  const { items, currency, valueCents, netWeightGrams, sold } = customs
  return (
    <article className={styles.slip} aria-labelledby={`customs-${orderId}`}>
      <header className={styles.head}>
        <div>
          <h2 className={styles.shop} id={`customs-${orderId}`}>
            Customs note
          </h2>
          <p className={styles.id}>{orderId}</p>
          <p className={styles.label}>From</p>
          {sender.length > 0 ? sender.map((line) => <p key={line}>{line}</p>) : <Blank wide />}
        </div>
        <div>
          <p className={styles.label}>To</p>
          <PostalAddress name={customer.shipping.name || customer.name} address={customer.shipping} />
          {customer.phone && <p>{customer.phone}</p>}
          {customer.email && <p>{customer.email}</p>}
        </div>
      </header>
      <p>Contents: merchandise, {sold ? "sold" : "given away, not for resale"}.</p>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">Description</th>
            <th scope="col">HS code</th>
            <th scope="col">Origin</th>
            <th scope="col" data-kind="number">
              Units
            </th>
            <th scope="col" data-kind="number">
              Net weight
            </th>
            <th scope="col" data-kind="number">
              Value
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.position}>
              <th scope="row">{item.description}</th>
              <td>{item.hsCode ?? <Blank />}</td>
              <td>{item.originCountry ?? <Blank />}</td>
              <td data-kind="number">{item.quantity}</td>
              <td data-kind="number">
                {item.weightGrams === null ? <Blank /> : grams(item.weightGrams * item.quantity)}
              </td>
              <td data-kind="number">
                <Money cents={item.unitValueCents * item.quantity} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              Together, in {currency.toUpperCase()}
            </th>
            <td data-kind="number">{netWeightGrams === null ? <Blank /> : grams(netWeightGrams)}</td>
            <td data-kind="number">
              <Money cents={valueCents} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
      <p>
        The particulars on this note are correct, and nothing in the parcel is dangerous or forbidden by the
        rules of the post.
      </p>
      <p className={styles.sign}>
        <span>Date and signature</span> <Blank wide />
      </p>
    </article>
  )
}

function Blank({ wide }: { wide?: boolean }) {
  return <span className={styles.blank} data-wide={wide} />
}

function grams(weight: number): string {
  return weight < 1_000 ? `${weight} g` : `${(weight / 1_000).toFixed(2)} kg`
}
