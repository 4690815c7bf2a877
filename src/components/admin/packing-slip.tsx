import type { PackingSlip as Slip } from "@/store/orders/list-packing-slips"
import styles from "./packing-slip.module.css"
import { PostalAddress } from "./postal-address"
import { When } from "./when"

/** One sheet per order: whom it goes to and what goes in. */
export function PackingSlip({ slip }: { slip: Slip }) {
  const { orderId, placedAt, customer, lines, sender } = slip
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  return (
    <article className={styles.slip}>
      <header className={styles.head}>
        <div>
          <p className={styles.shop}>Inngest Swag Store</p>
          {sender.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </div>
        <div>
          <p className={styles.label}>Ships to</p>
          <PostalAddress name={customer.shipping.name || customer.name} address={customer.shipping} />
          {customer.phone && <p>{customer.phone}</p>}
        </div>
      </header>
      <header className={styles.head}>
        <h2 className={styles.id}>{orderId}</h2>
        <p>
          Placed <When at={placedAt} day />, {pieces} {pieces === 1 ? "piece" : "pieces"}
        </p>
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
    </article>
  )
}
