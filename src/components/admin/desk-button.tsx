import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react"
import styles from "./desk-button.module.css"

interface Look {
  /** `main` is what one came for; `danger` cannot be taken back. */
  look?: "main" | "plain" | "danger"
}

/** The desk's button: small beside a mouse, a finger wide on a phone. */
export function DeskButton({
  look = "plain",
  type = "submit",
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button {...rest} type={type} className={styles.button} data-look={look} />
}

export function DeskButtonLink({ look = "plain", ...rest }: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a {...rest} className={styles.button} data-look={look} />
}
