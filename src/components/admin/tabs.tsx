import type { ReactNode } from "react"
import { InView } from "./in-view"
import styles from "./tabs.module.css"

interface TabsProps {
  label: string
  tabs: readonly {
    readonly href: string
    readonly label: string
    readonly current: boolean
    readonly count?: ReactNode
  }[]
}

/** Views of one list, each with an address of its own. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map((tab) => (
        <a
          key={tab.href}
          className={styles.tab}
          href={tab.href}
          aria-current={tab.current ? "page" : undefined}
        >
          {tab.label}
          {tab.current && <InView />}
          {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
        </a>
      ))}
    </nav>
  )
}
