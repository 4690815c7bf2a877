import { once } from "node:events"
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface LoadBalancer {
  readonly origin: string
  /** Sends requests to these origins, in turn, from now on. */
  to(...origins: string[]): void
  close(): void
}

/** What becomes of a request on its way: refused, done and its answer lost, done twice, or nothing special. */
export type Mishap = "refused" | "answer lost" | "twice" | "none"

/**
 * One address before several processes, as a hosting platform has it: a process that takes no connection is passed
 * over, and nothing is sent twice.
 */
export async function startLoadBalancer(
  meddle: (path: string) => Promise<Mishap> = async () => "none",
): Promise<LoadBalancer> {
  let targets: string[] = []
  let turn = 0
  const server = createServer(async (incoming, outgoing) => {
    const body = await readAll(incoming)
    const mishap = await meddle(incoming.url ?? "/")
    if (mishap === "refused") return void outgoing.writeHead(502).end()
    if (mishap !== "none") {
      for (const target of targets) if ((await send(target, incoming, body)) !== undefined) break
      if (mishap === "answer lost") return void outgoing.destroy()
    }
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
        answer.once("close", () => {
          // A process that is killed in the middle of its answer leaves half of it.
          if (!answer.complete) outgoing.destroy()
          resolve("answered")
        })
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

/** Sends a request whose answer nobody waits for; undefined when the process takes no connection. */
async function send(target: string, incoming: IncomingMessage, body: Buffer): Promise<number | undefined> {
  const { host: _host, connection: _connection, "content-length": _length, ...headers } = incoming.headers
  return fetch(new URL(incoming.url ?? "/", target), {
    method: incoming.method ?? "GET",
    headers: Object.entries(headers).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" ? [[name, value]] : [],
    ),
    redirect: "manual",
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  }).then(
    ({ status }) => status,
    () => undefined,
  )
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}
