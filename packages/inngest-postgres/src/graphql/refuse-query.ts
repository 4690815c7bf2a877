import { type DocumentNode, GraphQLError, Kind, type SelectionSetNode } from "graphql"

/** As deep as the introspection that tools send, which is the deepest query anybody needs. */
const MOST_LEVELS = 16
/** With what fragments stand for. */
const MOST_FIELDS = 1000

/**
 * Why a query is not carried out: it is nested too deeply, or asks for too many fields. Null when it may be. A fragment
 * counts wherever it is used, and once where it is none. Counting stops at the limit, also where fragments go in circles,
 * so that this can come before validation, which costs more the more there is.
 */
export function refuseQuery(document: DocumentNode): GraphQLError | null {
  const fragments = new Map<string, SelectionSetNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition.selectionSet)
  }
  let fields = 0
  const visit = (set: SelectionSetNode, level: number): GraphQLError | null => {
    if (level > MOST_LEVELS)
      return new GraphQLError(`A query may be nested ${MOST_LEVELS} levels deep; this one goes deeper.`)
    for (const selection of set.selections) {
      if (++fields > MOST_FIELDS)
        return new GraphQLError(`A query may have ${MOST_FIELDS} fields; this one has more.`)
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection.selectionSet
      if (!inner) continue
      const refused = visit(inner, selection.kind === Kind.FIELD ? level + 1 : level)
      if (refused) return refused
    }
    return null
  }
  for (const definition of document.definitions) {
    const refused = "selectionSet" in definition ? visit(definition.selectionSet, 1) : null
    if (refused) return refused
  }
  return null
}
