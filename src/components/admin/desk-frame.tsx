import type { ReactNode } from "react"
import { can, type Role } from "@/store/people/role"
import { Badge } from "../ui/badge"
import styles from "./desk-frame.module.css"
import { DeskKeys } from "./desk-keys"
import { DESK_NAV } from "./desk-nav"
import { NavLink } from "./nav-link"

interface DeskFrameProps {
  name: string
  role: Role
  /** Null when there is no session to end. */
  signOutAction: string | null
  /** Pages that are not there in this deployment. */
  without: readonly string[]
  children: ReactNode
}

/** Around every page of the desk: where one is, where one can go, and who one is. */
export function DeskFrame({ name, role, signOutAction, without, children }: DeskFrameProps) {
  const open = DESK_NAV.map(({ title, pages }) => ({
    title,
    pages: pages.filter(({ href, permission }) => can(role, permission) && !without.includes(href)),
  })).filter(({ pages }) => pages.length > 0)
  return (
    <div className={styles.frame} data-desk>
      <header className={styles.bar}>
        <a className={styles.home} href="/admin">
          Swag desk
        </a>
        <span className={styles.who}>
          <span className={styles.name}>{name}</span> <Badge tone="muted">{role}</Badge>
        </span>
        <DeskKeys
          pages={open.flatMap(({ pages }) =>
            pages.map(({ href, label, shortcut }) => ({ href, label, shortcut })),
          )}
        />
        <a className={styles.link} href="/">
          Shop
        </a>
        {signOutAction && (
          <form action={signOutAction} method="post">
            <button className={styles.link} type="submit">
              Sign out
            </button>
          </form>
        )}
      </header>
      <nav className={styles.nav} aria-label="Desk">
        {open.map(({ title, pages }) => (
          <div key={title} className={styles.group}>
            <p className={styles.title}>{title}</p>
            {pages.map(({ href, label }) => (
              <NavLink key={href} href={href}>
                {label}
              </NavLink>
            ))}
          </div>
        ))}
      </nav>
      <div className={styles.page}>{children}</div>
    </div>
  )
}
