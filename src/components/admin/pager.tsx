import { DeskButtonLink } from "./desk-button"
import { Toolbar } from "./toolbar"

interface PagerProps {
  /** Null on the last page. */
  next: string | null
  /** Where the list begins; null when this is it. */
  first: string | null
}

/** Lists are read downwards, a page at a time; the browser's own way back leads up again. */
export function Pager({ next, first }: PagerProps) {
  if (!next && !first) return null
  return (
    <nav aria-label="Pages">
      <Toolbar>
        {first && <DeskButtonLink href={first}>To the beginning</DeskButtonLink>}
        {next && (
          <DeskButtonLink href={next} rel="next">
            Next page
          </DeskButtonLink>
        )}
      </Toolbar>
    </nav>
  )
}
