import { once } from "node:events"
import { createServer, type IncomingMessage, request } from "node:http"
import type { AddressInfo } from "node:net"

export interface Wiretap {
  readonly origin: string
  /** Where requests go on to; until it is known they are refused. */
  to(origin: string): void
  /** Everything that has passed: addresses, headers and bodies, both ways. */
  heard(): string
  close(): void
}

/** Stands between two processes and listens. */
export async function startWiretap(): Promise<Wiretap> {
  const passed: string[] = []
  let target: string | undefined
  const server = createServer(async (incoming, outgoing) => {
    const body = await readAll(incoming)
    passed.push(`${incoming.method} ${incoming.url}`, JSON.stringify(incoming.headers), body)
    if (!target) return outgoing.writeHead(502).end()
    const { method, headers, url } = incoming
    const onward = request(new URL(url ?? "/", target), {
      ...(method ? { method } : {}),
      headers: { ...headers, connection: "close", "accept-encoding": "identity" },
      agent: false,
    })
    onward.once("error", () => outgoing.destroy())
    onward.once("response", async (answer) => {
      const text = await readAll(answer).catch(() => "")
      passed.push(JSON.stringify(answer.headers), text)
      const { "transfer-encoding": _chunked, ...kept } = answer.headers
      outgoing
        .writeHead(answer.statusCode ?? 502, { ...kept, "content-length": Buffer.byteLength(text) })
        .end(text)
    })
    onward.end(body)
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    to: (origin) => {
      target = origin
    },
    heard: () => passed.join("\n"),
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function readAll(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks).toString("utf8")
}
