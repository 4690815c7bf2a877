import { Band } from "../ui/band"
import { ButtonLink } from "../ui/button"
import { PageHeading } from "../ui/page-heading"
import styles from "./forbidden-view.module.css"

export function ForbiddenView() {
  return (
    <Band labelledBy="forbidden" padded>
      <div className={styles.view}>
        <PageHeading
          id="forbidden"
          kicker="403"
          title="Not your door"
          lead="You are signed in, but your role does not open this page. Ask an admin for a role that does."
        />
        <ButtonLink look="line" href="/admin">
          Back to the desk
        </ButtonLink>
      </div>
    </Band>
  )
}
