import type { IncomingMessage } from "node:http"
import type { ApiRequest } from "../http/api-request"

/** As much as a checkpoint or a batch of events may reasonably carry. */
const MAX_BODY_BYTES = 32 * 1024 * 1024

export class BodyTooLarge extends Error {}

/** A request to a node:http server as the API reads it. */
export function readNodeRequest(incoming: IncomingMessage): ApiRequest {
  return {
    method: incoming.method ?? "GET",
    url: new URL(incoming.url ?? "/", "http://engine"),
    header: (name) => {
      const value = incoming.headers[name.toLowerCase()]
      return value === undefined ? null : String(value)
    },
    text: () => readBody(incoming),
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) throw new BodyTooLarge(`A body may have ${MAX_BODY_BYTES} bytes.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}
