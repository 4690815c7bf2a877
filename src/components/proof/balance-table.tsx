import { compareSizes } from "@/store/catalog/product"
import type { VariantBalance } from "@/store/proof/queries"
import styles from "./balance-table.module.css"

const COLUMNS = ["Opening", "Received", "Corrected", "Sold", "In stock", "Held"] as const

/** Opening + received + corrected − sold = in stock, a row for each variant. */
export function BalanceTable({ balances }: { balances: readonly VariantBalance[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable from the keyboard
    <section className={styles.scroll} aria-label="Balance of each variant" tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Piece</th>
            {COLUMNS.map((column) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inShelfOrder(balances).map((balance) => (
            <tr key={balance.variantId}>
              <th scope="row">
                {balance.product}
                <span>{[balance.color, balance.size].filter(Boolean).join(" / ") || "one size"}</span>
              </th>
              <td>{balance.opening}</td>
              <td>{signed("+", balance.received)}</td>
              <td>{signed(balance.corrected < 0 ? "−" : "+", Math.abs(balance.corrected))}</td>
              <td>{signed("−", balance.sold)}</td>
              <td>= {balance.stock}</td>
              <td>{balance.held || ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Products as they come, each with its colours and sizes as shelves have them. */
function inShelfOrder(balances: readonly VariantBalance[]): VariantBalance[] {
  const places = [...new Set(balances.map(({ product }) => product))]
  return [...balances].sort(
    (a, b) =>
      places.indexOf(a.product) - places.indexOf(b.product) ||
      a.color.localeCompare(b.color) ||
      compareSizes(a.size, b.size),
  )
}

function signed(sign: string, units: number): string {
  return units === 0 ? "·" : `${sign} ${units}`
}
