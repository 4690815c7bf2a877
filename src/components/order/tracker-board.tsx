import type { ReactNode, Ref } from "react"
import type { TrackerOrder } from "@/store/orders/tracker"
import { Band } from "../ui/band"
import { PageHeading } from "../ui/page-heading"
import { STAGE_LABELS } from "./stage-labels"
import styles from "./tracker-board.module.css"
import { TrackerCard } from "./tracker-card"
import { columnOf, countOrders, TRACKER_COLUMNS, type TrackerColumn } from "./tracker-columns"

interface TrackerBoardProps {
  orders: readonly TrackerOrder[]
  /** Whether the board still moves. */
  indicator?: ReactNode
  /** Where cards are looked for when they move. */
  boardRef?: Ref<HTMLDivElement>
  /** Fills a large screen: larger, and with nothing around it. */
  screen?: boolean
}

/** Every recent order at the stage that it is in, newest first. Made to be read from the back of a room. */
export function TrackerBoard({ orders, indicator, boardRef, screen = false }: TrackerBoardProps) {
  const counts = countOrders(orders)
  return (
    <div className={screen ? styles.screen : undefined}>
      <Band padded={!screen} labelledBy="tracker-heading">
        <PageHeading
          id="tracker-heading"
          kicker="inngest / fulfill-order"
          title="Live orders"
          lead={
            screen
              ? undefined
              : "Each card is one durable function, at the step it is in. Names, addresses and amounts stay out of it."
          }
          aside={
            <div className={styles.aside}>
              {indicator}
              <a className={styles.switch} href={screen ? "?" : "?screen=1"}>
                {screen ? "Leave the large screen" : "Large screen →"}
              </a>
            </div>
          }
        />
      </Band>
      <Band>
        <dl className={styles.counts}>
          <Count name="Running" value={counts.running} lit={counts.running > 0} />
          <Count name="Finished" value={counts.finished} />
          <Count name="Cancelled" value={counts.cancelled} />
          <Count name="Pieces" value={counts.pieces} />
        </dl>
      </Band>
      <Band>
        <div className={styles.board} ref={boardRef}>
          {TRACKER_COLUMNS.map((column) => (
            <Column
              key={column}
              column={column}
              orders={orders.filter((order) => columnOf(order) === column)}
            />
          ))}
        </div>
      </Band>
    </div>
  )
}

function Count({ name, value, lit }: { name: string; value: number; lit?: boolean }) {
  return (
    <div className={styles.count} data-lit={lit}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Column({ column, orders }: { column: TrackerColumn; orders: readonly TrackerOrder[] }) {
  const headingId = `column-${column}`
  return (
    <section className={styles.column} aria-labelledby={headingId} data-filled={orders.length > 0}>
      <header className={styles.header}>
        <h2 className={styles.name} id={headingId}>
          {column === "finished" ? "Finished" : STAGE_LABELS[column].name}
          <span className={styles.number}>{orders.length}</span>
        </h2>
        <code className={styles.step}>{column === "finished" ? "return" : `"${column}"`}</code>
      </header>
      {orders.length === 0 ? (
        <p className={styles.none}>{column === "finished" ? "None yet." : "Idle."}</p>
      ) : (
        <ol className={styles.cards}>
          {orders.map((order) => (
            <li key={order.orderId}>
              <TrackerCard order={order} />
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
