import { once } from "node:events"
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface LoadBalancer {
  readonly origin: string
  /** Sends requests to these origins, in turn, from now on. */
  to(...origins: string[]): void
  close(): void
}

/**
 * One address before several processes, as a hosting platform has it: a process that takes no connection is passed
 * over, and nothing is sent twice.
 */
export async function startLoadBalancer(): Promise<LoadBalancer> {
  let targets: string[] = []
  let turn = 0
  const server = createServer(async (incoming, outgoing) => {
    const body = await readAll(incoming)
    const start = turn++
    for (let attempt = 0; attempt < targets.length; attempt++) {
      const target = targets[(start + attempt) % targets.length] ?? ""
      if ((await forward(target, incoming, body, outgoing)) === "answered") return
    }
    outgoing.writeHead(502).end("No process takes connections.")
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    to(...origins) {
      targets = origins
    },
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<"answered" | "refused"> {
  return new Promise((resolve) => {
    const onward = request(
      new URL(incoming.url ?? "/", target),
      { method: incoming.method, headers: { ...incoming.headers, connection: "close" }, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        answer.once("end", () => resolve("answered"))
      },
    )
    onward.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "ECONNREFUSED") return resolve("refused")
      outgoing.destroy(error)
      resolve("answered")
    })
    onward.end(body)
  })
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}
