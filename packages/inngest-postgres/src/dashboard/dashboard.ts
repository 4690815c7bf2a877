import type { Inspected } from "../inspect"

/** What every page of one dashboard knows. */
export interface Dashboard {
  readonly engine: Inspected
  /** Where it is mounted: "" or a path without a slash at its end. */
  readonly basePath: string
  /** Whether its visitors may cancel and replay. */
  readonly canAct: boolean
  /** A way back to what it is a part of, if it is. */
  readonly home: { readonly href: string; readonly label: string } | null
}
