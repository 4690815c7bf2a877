import type { Proof } from "@/store/proof/queries"
import { Arrow } from "../ui/arrow"
import { Band } from "../ui/band"
import { ButtonLink } from "../ui/button"
import { Moment } from "../ui/moment"
import { PageHeading } from "../ui/page-heading"
import { BalanceTable } from "./balance-table"
import styles from "./proof-view.module.css"

/** What the books said when they were last checked, for anyone. */
export function ProofView({ proof }: { proof: Proof }) {
  const broken = proof.verdicts.filter(({ violations }) => violations > 0)
  return (
    <>
      <Band padded>
        <PageHeading
          kicker="prove-ledger"
          title={broken.length === 0 ? "It adds up" : "It does not add up"}
          lead="Every piece this store has ever had, and where it went. Checked every hour by a durable function, and by you if you like."
          aside={
            <ButtonLink href="/proof/ledger" look="line">
              Download the ledger <Arrow to="down" />
            </ButtonLink>
          }
        />
        <dl className={styles.facts}>
          <div>
            <dt>Last checked</dt>
            <dd>
              <Moment at={proof.provedAt.toISOString()} />
            </dd>
          </div>
          <div>
            <dt>Orders covered</dt>
            <dd>{proof.orders.toLocaleString("en")}</dd>
          </div>
          <div>
            <dt>Rows of the ledger</dt>
            <dd>{proof.ledgerRows.toLocaleString("en")}</dd>
          </div>
          <div>
            <dt>Hash of the last row</dt>
            <dd className={styles.hash}>{proof.ledgerHead}</dd>
          </div>
        </dl>
      </Band>
      <Band padded labelledBy="rules">
        <h2 className={styles.title} id="rules">
          What must hold
        </h2>
        <ol className={styles.rules}>
          {proof.verdicts.map(({ name, title, violations }) => (
            <li key={name} data-holds={violations === 0}>
              <span className={styles.name}>{name}</span>
              <span>{title}</span>
              <span className={styles.verdict}>
                {violations === 0 ? "Holds" : `Broken by ${violations} ${violations === 1 ? "row" : "rows"}`}
              </span>
            </li>
          ))}
        </ol>
      </Band>
      <Band padded labelledBy="balances">
        <h2 className={styles.title} id="balances">
          Where every piece is
        </h2>
        <BalanceTable balances={proof.balances} />
        <p className={styles.note}>
          The ledger holds no names and no orders. Each of its rows carries a hash of itself and of the row
          before, so the hash above vouches for all of them; the download ends with it. To check one, run{" "}
          <code>node scripts/check-ledger.mjs ledger.csv --head {proof.ledgerHead.slice(0, 8)}…</code> from
          the repository, with the whole hash.
        </p>
      </Band>
    </>
  )
}
