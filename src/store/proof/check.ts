export interface Check {
  /**
   * Selects `subject` and `problem` of every row that breaks the rule. May join `settled`, whose one row says
   * `before` when a thing must have happened to have come to rest by now.
   */
  readonly sql: string
  /** A table outside of the store's own schema that the check reads; without it there is nothing to check. */
  readonly needs?: string
}
