import { once } from "node:events"
import { type AddressInfo, connect as connectTo, createServer, type Socket } from "node:net"

export interface DatabaseGate {
  /** The database's address, by way of the gate. */
  readonly url: string
  /** Cuts every connection and takes no new one, as a database does that is down. */
  shut(): Promise<void>
  open(): Promise<void>
  close(): Promise<void>
}

/** A way to a database that can be closed and opened again. */
export async function startDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = connectTo(Number(target.port), target.hostname)
    for (const [from, to] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      sockets.add(from)
      from.on("error", () => undefined)
      from.on("close", () => {
        sockets.delete(from)
        to.destroy()
      })
      from.pipe(to)
    }
  })
  const listen = async (port: number) => {
    server.listen(port, "127.0.0.1")
    await once(server, "listening")
    return (server.address() as AddressInfo).port
  }
  const shut = async () => {
    if (!server.listening) return
    const closed = once(server, "close")
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  const port = await listen(0)
  const url = new URL(databaseUrl)
  url.hostname = "127.0.0.1"
  url.port = String(port)
  return {
    url: url.href,
    shut,
    async open() {
      await listen(port)
    },
    close: shut,
  }
}
