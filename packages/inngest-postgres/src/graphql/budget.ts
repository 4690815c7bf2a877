import { GraphQLError } from "graphql"

/** Of the database, for one query. */
const MOST_READS = 1000
/** Of outputs and events, for one query. */
const MOST_BYTES = 64 * 1024 * 1024

/** What one query may still cost. Its shape alone does not tell: a page of runs asks for the trace of each. */
export class Budget {
  #reads = MOST_READS
  #bytes = MOST_BYTES

  /** Counts a read. @throws GraphQLError when there have been too many */
  read(): void {
    if (--this.#reads < 0) throw tooMuch(`reads more than ${MOST_READS} times`)
  }

  /** Counts text that was read. @throws GraphQLError when it is too much, taken together */
  text<T extends string | null>(text: T): T {
    this.#bytes -= text?.length ?? 0
    if (this.#bytes < 0) throw tooMuch(`is answered with more than ${MOST_BYTES} bytes`)
    return text
  }
}

function tooMuch(what: string): GraphQLError {
  return new GraphQLError(`This query ${what}. Ask for smaller pages.`)
}
