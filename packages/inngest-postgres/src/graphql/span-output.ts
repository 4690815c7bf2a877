import { type Failure, readFailure } from "../protocol/failure"
import { readOutputId } from "./output-id"
import type { QueryContext } from "./query-context"
import { readResult } from "./read-result"

/** The output of a span, or its error. Null when there is none of this id. */
export async function spanOutput(context: QueryContext, id: string) {
  const of = readOutputId(id)
  const result = of && (await readResult(context, of))
  if (!result) return null
  return { input: null, data: result.data, error: result.error === null ? null : errorView(result.error) }
}

function errorView(json: string) {
  const { name, message, stack, cause }: Failure = readFailure(JSON.parse(json), "It failed.")
  return { name, message, stack: stack ?? null, cause: cause === undefined ? null : JSON.stringify(cause) }
}
