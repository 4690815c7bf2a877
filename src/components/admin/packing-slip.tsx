import type { PackingSlip as Slip } from "@/store/orders/list-packing-slips"
import { Money } from "../ui/money"
import styles from "./packing-slip.module.css"
import { PostalAddress } from "./postal-address"
import { When } from "./when"

/** One sheet per order: whom it goes to, what goes in, and what customs wants to know. */
export function PackingSlip({ slip }: { slip: Slip }) {
  const { orderId, placedAt, customer, lines, currency } = slip
  return (
    <article className={styles.slip}>
      <header className={styles.head}>
        <div>
          <p className={styles.shop}>Inngest Swag Store</p>
          <h2 className={styles.id}>{orderId}</h2>
          <p>
            Placed <When at={placedAt} day />
          </p>
        </div>
        <PostalAddress name={customer.shipping.name || customer.name} address={customer.shipping} />
      </header>
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">In</th>
            <th scope="col">Units</th>
            <th scope="col">Item</th>
            <th scope="col">Colour</th>
            <th scope="col">Size</th>
            <th scope="col">Sku</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.position}>
              <td>
                <span className={styles.box} />
              </td>
              <td>{line.quantity}</td>
              <th scope="row">{line.productName}</th>
              <td>{line.color}</td>
              <td>{line.size}</td>
              <td>{line.sku}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {customer.shipping.country !== "US" && (
        <section className={styles.customs}>
          <h3>Customs: merchandise, {lines.length === 1 ? "one kind" : `${lines.length} kinds`}</h3>
          <ul>
            {lines.map((line) => (
              <li key={line.position}>
                {line.quantity} × {line.productName}, each{" "}
                <Money cents={line.unitPriceCents} currency={currency} />
              </li>
            ))}
          </ul>
          <p>
            Value of goods{" "}
            <Money
              cents={lines.reduce((sum, line) => sum + line.unitPriceCents * line.quantity, 0)}
              currency={currency}
            />
          </p>
          {customer.phone && <p>Recipient's phone {customer.phone}</p>}
        </section>
      )}
    </article>
  )
}
