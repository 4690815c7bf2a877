import { GraphQLError } from "graphql"

const MOST_IN_A_PAGE = 200

/** How many a page may have, of how many were asked for. @throws GraphQLError when it is less than one */
export function pageSize(first: number): number {
  if (first < 1) throw new GraphQLError("A page has at least one: ask for a larger first.")
  return Math.min(first, MOST_IN_A_PAGE)
}

/** Where a page ended, as clients hand it back. */
export interface Place {
  readonly id: string
  readonly at: Date
}

export function cursorOf({ id, at }: Place): string {
  return Buffer.from(`${at.getTime()} ${id}`).toString("base64url")
}

/** @throws GraphQLError when it is none of ours */
export function readCursor(cursor: string | null | undefined): Place | null {
  if (!cursor) return null
  const [, ms = "", id = ""] =
    /^(\d{1,15}) (\S+)$/.exec(Buffer.from(cursor, "base64url").toString("utf8")) ?? []
  if (id === "") throw new GraphQLError("This cursor is none that a page ended with.")
  return { id, at: new Date(Number(ms)) }
}

/**
 * A page as a connection: `rows` has one more than the page when there is a next one.
 * @param count asked only when somebody wants to know
 */
export function connectionOf<Row, Node>(
  rows: readonly Row[],
  size: number,
  parts: {
    place: (row: Row) => Place
    view: (row: Row) => Node
    after: Place | null
    count: () => Promise<number>
  },
) {
  const edges = rows
    .slice(0, size)
    .map((row) => ({ cursor: cursorOf(parts.place(row)), node: parts.view(row) }))
  return {
    edges,
    totalCount: parts.count,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: parts.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  }
}
