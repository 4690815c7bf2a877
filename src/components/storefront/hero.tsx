import { Arrow } from "../ui/arrow"
import { Band } from "../ui/band"
import { ButtonLink } from "../ui/button"
import { DurablePath } from "./durable-path"
import styles from "./hero.module.css"

export function Hero() {
  return (
    <Band labelledBy="hero-heading">
      <div className={styles.hero}>
        <div className={styles.words}>
          <h1 className={styles.display} id="hero-heading">
            Ships
            <br />
            exactly
            <br />
            once<span className={styles.stop}>.</span>
          </h1>
          <p className={styles.lead}>
            Shirts, socks and a mug from Inngest. Each order is a durable function: stop the server halfway
            and it goes on from the step it was in.
          </p>
          <div className={styles.actions}>
            <ButtonLink href="#catalog">
              See the catalogue <Arrow to="down" />
            </ButtonLink>
            <ButtonLink href="/admin" look="line">
              Watch live orders <Arrow />
            </ButtonLink>
          </div>
        </div>
        <DurablePath />
      </div>
    </Band>
  )
}
