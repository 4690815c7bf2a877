import type { OpenWorld } from "../support/engine-world"

/** One line of the support table, and the test that stands behind it. */
export interface Row {
  /** What the SDK calls it. */
  feature: string
  behaviour: string
  test: (open: OpenWorld) => Promise<void>
}
