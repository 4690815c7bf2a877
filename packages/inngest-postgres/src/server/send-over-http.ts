import { Agent as HttpAgent, request as httpRequest } from "node:http"
import { Agent as HttpsAgent, request as httpsRequest } from "node:https"

/** As long as a call of a function may take: Inngest's own limit. */
const CALL_TIMEOUT_MS = 2 * 60 * 60 * 1000

const agents = { "http:": new HttpAgent({ keepAlive: true }), "https:": new HttpsAgent({ keepAlive: true }) }

/** Sends a request to an app. `fetch` would give up after five minutes without an answer; a step may take longer. */
export async function sendOverHttp(request: Request): Promise<Response> {
  const url = new URL(request.url)
  const secure = url.protocol === "https:"
  const body = Buffer.from(await request.arrayBuffer())
  const headers: Record<string, string> = { "content-length": String(body.length) }
  request.headers.forEach((value, name) => {
    if (name !== "host") headers[name] = value
  })
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? httpsRequest : httpRequest)(
      url,
      {
        method: request.method,
        headers,
        agent: secure ? agents["https:"] : agents["http:"],
        timeout: CALL_TIMEOUT_MS,
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
        incoming.on("error", reject)
        incoming.on("end", () => {
          const answered = new Headers()
          for (const [name, value] of Object.entries(incoming.headers)) {
            if (value !== undefined) answered.set(name, String(value))
          }
          const status = incoming.statusCode ?? 502
          const empty = status === 204 || status === 304
          resolve(new Response(empty ? null : Buffer.concat(chunks), { status, headers: answered }))
        })
      },
    )
    outgoing.on("timeout", () =>
      outgoing.destroy(new Error(`${url.origin} did not answer in ${CALL_TIMEOUT_MS} ms.`)),
    )
    outgoing.on("error", (error) => reject(new Error(`${url.origin} cannot be reached: ${error.message}`)))
    outgoing.end(body)
  })
}
