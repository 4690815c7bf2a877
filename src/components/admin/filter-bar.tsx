import type { ReactNode } from "react"
import { DeskButton } from "./desk-button"
import styles from "./filter-bar.module.css"

interface FilterBarProps {
  action: string
  /** The search field's text, and what can be searched for. */
  search?: { readonly value: string; readonly placeholder: string }
  /** Filters that stay as they are. */
  kept?: Readonly<Record<string, string | undefined>>
  children?: ReactNode
}

/** Search and filters of a list. They are the page's address, so a view can be kept and shared. */
export function FilterBar({ action, search, kept = {}, children }: FilterBarProps) {
  return (
    <search>
      <form className={styles.bar} action={action} method="get">
        {Object.entries(kept).map(
          ([name, value]) => value && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {search && (
          <input
            className={styles.search}
            type="search"
            name="q"
            defaultValue={search.value}
            placeholder={search.placeholder}
            aria-label="Search"
            aria-keyshortcuts="/"
            data-search
            maxLength={200}
          />
        )}
        {children}
        <DeskButton>Show</DeskButton>
      </form>
    </search>
  )
}
