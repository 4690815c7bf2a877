import styles from "./durable-path.module.css"

const ROWS = [
  { name: "checkout.session.completed", note: "paid", bars: ["event"] },
  { name: 'step.run("capture-payment")', note: "done", bars: ["capture"] },
  { name: 'step.run("reserve-inventory")', note: "attempt 2", bars: ["crash", "gap", "resume"] },
  { name: 'step.run("send-confirmation")', note: "done", bars: ["send"] },
  { name: 'step.run("record-to-sheet")', note: "done", bars: ["record"] },
] as const

/** The path of an order as a trace: the second step dies with its process and is the only one that runs again. */
export function DurablePath() {
  return (
    <figure className={styles.path}>
      <figcaption className={styles.caption}>
        <span>fulfill-order</span>
        <span>one run, one restart</span>
      </figcaption>
      <ol className={styles.rows}>
        {ROWS.map((row) => (
          <li className={styles.row} key={row.name}>
            <span className={styles.name}>{row.name}</span>
            <span className={styles.note}>{row.note}</span>
            <span className={styles.track} aria-hidden="true">
              {row.bars.map((bar) => (
                <i className={styles.bar} data-bar={bar} key={bar} />
              ))}
            </span>
          </li>
        ))}
      </ol>
      <p className={styles.legend}>
        <span className={styles.kill}>kill -9</span> at 0.9 s. What was done stays done.
      </p>
    </figure>
  )
}
