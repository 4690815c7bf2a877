import { ROLES } from "@/store/people/role"
import { Button } from "../ui/button"
import { Field } from "../ui/field"
import { Notice } from "../ui/notice"
import styles from "./sign-in-panel.module.css"

interface SignInPanelProps {
  /** A page of the desk to go to afterwards. */
  next: string
  google: boolean
  demo: boolean
  /** Where the mailed link ends up when no mailer is configured. */
  mail: "sent" | "outbox"
  sent: boolean
  problem?: string | undefined
}

export function SignInPanel({ next, google, demo, mail, sent, problem }: SignInPanelProps) {
  return (
    <div className={styles.panel}>
      {problem && <Notice tone="error" title={problem} />}
      {sent && (
        <Notice tone="done" title="If this address is on the list, a link is on its way.">
          It works once, within ten minutes.
          {mail === "outbox" &&
            " This store has no mailer: the mail is kept in the outbox, which an admin can open at the desk."}
        </Notice>
      )}
      {demo && (
        <section className={styles.way} aria-labelledby="demo-heading">
          <h2 className={styles.title} id="demo-heading">
            Demo
          </h2>
          <p className={styles.text}>
            Nothing real is connected to this store, so everyone may look behind the counter.
          </p>
          <form action="/sign-in/demo" method="post" className={styles.roles}>
            <input type="hidden" name="next" value={next} />
            <Button name="role" value="admin" wide>
              Sign in as demo admin
            </Button>
            {ROLES.filter((role) => role !== "admin").map((role) => (
              <Button key={role} name="role" value={role} look="quiet">
                as {role}
              </Button>
            ))}
          </form>
        </section>
      )}
      {google && (
        <form action="/sign-in/google" method="post" className={styles.way}>
          <input type="hidden" name="next" value={next} />
          <Button look="line" wide>
            Continue with Google
          </Button>
        </form>
      )}
      <form action="/sign-in/link" method="post" className={styles.way}>
        <input type="hidden" name="next" value={next} />
        <Field
          id="email"
          name="email"
          type="email"
          label="E-mail"
          autoComplete="email"
          required
          maxLength={254}
          hint="We mail you a link. There is no password."
        />
        <Button look={demo ? "line" : "solid"} wide>
          Mail me a link
        </Button>
      </form>
    </div>
  )
}
