/** Work that an outside service did not take yet. Orders never wait for it; the sweep tries again. */
export interface Backlog {
  readonly name: string
  /** Hands over what waits, and answers how much it was. */
  flush(): Promise<number>
  /** Finds what was taken and is gone since, for the next flush to hand over again; answers how much it was. */
  lookForGone?(): Promise<number>
}
