import type { Handler } from "./api"
import { parseJson, refusal } from "./api-request"

/** An event of 3 MB and its query. */
const MAX_BODY_BYTES = 4 * 1024 * 1024

/**
 * `POST /v0/gql`: what clients ask a dev server about runs, events, functions and apps, and what they have it do. Answers
 * 200 also when single fields failed, and 422 when the query could not be carried out at all.
 */
export const postGraphql: Handler = async ({ context, apps = null, access }, request) => {
  const text = await request.text()
  if (Buffer.byteLength(text) > MAX_BODY_BYTES)
    return refusal(413, `A query may have ${MAX_BODY_BYTES} bytes.`)
  // Not before somebody asks: an embedded engine starts without it.
  const { answerQuery } = await import("../graphql/answer-query")
  const { valid, result } = await answerQuery(
    { engine: context, apps, introspection: access === null },
    parseJson(text),
  )
  return { status: valid ? 200 : 422, body: result }
}
