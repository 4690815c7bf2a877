import { request, type Server } from "node:http"
import { duplexPair } from "node:stream"
import type { Answer } from "./rendered-page"

const PATIENCE_MS = 15_000

/**
 * Asks the server for a page as a visitor would who sends nothing of their own, over a connection that never leaves
 * the process. Node's servers take any stream for one.
 * @see https://nodejs.org/api/http.html#event-connection
 */
export function askNext(server: Server, path: string, mark: (connection: object) => void): Promise<Answer> {
  const [near, far] = duplexPair()
  mark(far)
  server.emit("connection", far)
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => near as never,
      path,
      headers: { host: "localhost", "x-forwarded-for": "127.0.0.1", connection: "close" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    asked.once("error", reject)
    asked.once("response", (response) => {
      const chunks: Buffer[] = []
      response.on("data", (chunk: Buffer) => chunks.push(chunk))
      response.once("error", reject)
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.rawHeaders,
          body: Buffer.concat(chunks),
        }),
      )
    })
    asked.end()
  })
}
