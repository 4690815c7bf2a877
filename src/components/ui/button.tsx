import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from "react"
import styles from "./button.module.css"

interface Look {
  /** `solid` is the one thing to do on a page; `line` everything else; `quiet` inside rows. */
  look?: "solid" | "line" | "quiet"
  wide?: boolean
}

export function Button({
  look = "solid",
  wide,
  type = "submit",
  className,
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button {...rest} type={type} className={join(className)} data-look={look} data-wide={wide} />
}

export function ButtonLink({
  look = "solid",
  wide,
  className,
  ...rest
}: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a {...rest} className={join(className)} data-look={look} data-wide={wide} />
}

function join(className: string | undefined): string {
  return className ? `${styles.button} ${className}` : (styles.button ?? "")
}
