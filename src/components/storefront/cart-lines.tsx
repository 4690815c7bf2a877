import { Money } from "../ui/money"
import { VisuallyHidden } from "../ui/visually-hidden"
import styles from "./cart-lines.module.css"
import type { CartLine } from "./cart-store"
import { LinePicture } from "./line-picture"

interface CartLinesProps {
  lines: readonly CartLine[]
  currency: string
}

/** The cart's lines. Every control is a submit button of a form, so that it works before and without JavaScript. */
export function CartLines({ lines, currency }: CartLinesProps) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => (
        <Line key={line.variantId} line={line} currency={currency} />
      ))}
    </ul>
  )
}

function Line({ line, currency }: { line: CartLine; currency: string }) {
  const choice = [line.colorLabel, line.size].filter(Boolean).join(" / ")
  const name = choice ? `${line.productName}, ${choice}` : line.productName
  return (
    <li className={styles.line} data-problem={line.problem ? true : undefined}>
      <LinePicture line={line} />
      <div className={styles.words}>
        <p className={styles.head}>
          <a className={styles.name} href={`/products/${line.slug}`}>
            {line.productName}
          </a>
          <Money cents={line.totalCents} currency={currency} />
        </p>
        <p className={styles.choice}>{choice || "One size"}</p>
        <form className={styles.controls} action="/cart/update" method="post">
          <input type="hidden" name="variantId" value={line.variantId} />
          <span className={styles.stepper}>
            <button
              className={styles.step}
              type="submit"
              name="quantity"
              value={line.quantity - 1}
              aria-label={`One less ${name}`}
            >
              −
            </button>
            <output className={styles.quantity}>
              <VisuallyHidden>Quantity </VisuallyHidden>
              {line.quantity}
            </output>
            <button
              className={styles.step}
              type="submit"
              name="quantity"
              value={line.quantity + 1}
              disabled={line.quantity >= Math.min(line.available, 99)}
              aria-label={`One more ${name}`}
            >
              +
            </button>
          </span>
          <button
            className={styles.remove}
            type="submit"
            name="quantity"
            value={0}
            aria-label={`Remove ${name}`}
          >
            Remove
          </button>
        </form>
        {line.problem && <p className={styles.problem}>{line.problem}</p>}
      </div>
    </li>
  )
}
