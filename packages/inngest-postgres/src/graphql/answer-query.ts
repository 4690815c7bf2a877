import {
  type DocumentNode,
  type ExecutionResult,
  execute,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from "graphql"
import { isObject } from "../protocol/op"
import { Budget } from "./budget"
import { mutationRoot } from "./mutation-root"
import type { QueryContext } from "./query-context"
import { queryRoot } from "./query-root"
import { refuseQuery } from "./refuse-query"
import { schema } from "./schema"

/** Of a query's text; its variables do not count. */
const MOST_TOKENS = 10_000

/** How GraphQL over HTTP is asked: `{ query, variables?, operationName? }`. */
interface Asked {
  readonly query: string
  readonly variables: Record<string, unknown>
  readonly operationName: string | null
}

const RULES = { open: specifiedRules, closed: [...specifiedRules, NoSchemaIntrospectionCustomRule] }

type Asking = Omit<QueryContext, "budget"> & {
  /** Whether the schema may be asked for: in development, where nobody shows a key. */
  readonly introspection: boolean
}

/**
 * Answers one GraphQL request. `valid` is false when it could not be carried out at all: it does not parse, does not
 * fit the schema, or is too large. Errors of single fields stand beside the data, in words; the cause of one that
 * nobody expected is given to `log` and not to the caller.
 */
export async function answerQuery(
  { introspection, ...context }: Asking,
  body: unknown,
): Promise<{ valid: boolean; result: ExecutionResult }> {
  const asked = readAsked(body)
  if (!asked)
    return invalid([new GraphQLError('Send JSON with a "query", and with "variables" if it has any.')])
  let document: DocumentNode
  try {
    document = parse(asked.query, { maxTokens: MOST_TOKENS })
  } catch (error) {
    return invalid([error as GraphQLError])
  }
  const refused = refuseQuery(document)
  if (refused) return invalid([refused])
  const errors = validate(schema, document, introspection ? RULES.open : RULES.closed, { maxErrors: 20 })
  if (errors.length > 0) return invalid(errors)
  const operation = getOperationAST(document, asked.operationName)
  const result = await execute({
    schema,
    document,
    operationName: asked.operationName,
    variableValues: asked.variables,
    rootValue: operation?.operation === "mutation" ? mutationRoot : queryRoot,
    contextValue: { ...context, budget: new Budget() } satisfies QueryContext,
  })
  const said = result.errors?.map((error) => inWords(context, error))
  return { valid: result.data !== undefined, result: said ? { ...result, errors: said } : result }
}

function readAsked(body: unknown): Asked | null {
  if (!isObject(body) || typeof body.query !== "string") return null
  return {
    query: body.query,
    variables: isObject(body.variables) ? body.variables : {},
    operationName: typeof body.operationName === "string" && body.operationName ? body.operationName : null,
  }
}

function invalid(errors: readonly GraphQLError[]) {
  return { valid: false, result: { errors, data: null } }
}

/** An error that is not ours to tell of says nothing of what is inside. */
function inWords({ engine }: Omit<QueryContext, "budget">, error: GraphQLError): GraphQLError {
  const { originalError: cause } = error
  if (!cause || cause instanceof GraphQLError) return error
  engine.log.error({ err: cause, path: error.path?.join(".") }, "A query could not be answered.")
  const { nodes, path } = error
  return new GraphQLError("This could not be done. Try again.", { nodes: nodes ?? null, path: path ?? null })
}
