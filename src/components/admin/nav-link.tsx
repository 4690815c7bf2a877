"use client"

import { usePathname } from "next/navigation"
import type { ReactNode } from "react"
import { InView } from "./in-view"
import styles from "./nav-link.module.css"

/** Knows whether it leads to the page that is open. */
export function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const path = usePathname()
  const here = path === href || (href !== "/admin" && path.startsWith(`${href}/`))
  return (
    <a className={styles.link} href={href} aria-current={here ? "page" : undefined}>
      {children}
      {here && <InView />}
    </a>
  )
}
