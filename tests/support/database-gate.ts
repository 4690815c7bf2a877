import { once } from "node:events"
import { type AddressInfo, connect as connectTo, createServer, type Socket } from "node:net"

export interface DatabaseGate {
  /** The database's address, by way of the gate. */
  readonly url: string
  /** Cuts every connection and takes no new one, as a database does that is down. */
  shut(): Promise<void>
  open(): Promise<void>
  /** Of the next transaction whose SQL has these words the commit goes through, and its answer is cut off. */
  loseCommitOf(words: string): void
  /** Whether such a commit has come. */
  lostCommit(): boolean
  /** Nothing comes through in either direction, and nothing is cut, until it is resumed. */
  stall(): void
  resume(): void
  close(): Promise<void>
}

/** A way to a database that can be closed and opened again. */
export async function startDatabaseGate(databaseUrl: string): Promise<DatabaseGate> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let toLose: string | undefined
  let stalled = false
  const server = createServer((socket) => {
    const onward = connectTo(Number(target.port), target.hostname)
    let losing = false
    let inside = false
    let transaction = ""
    socket.on("data", (sent: Buffer) => {
      const text = sent.toString("latin1")
      const begins = /Q[\s\S]{4}begin/i.test(text)
      // A statement outside of a transaction is one of its own.
      transaction = begins || !inside ? text : transaction + text
      inside = (inside || begins) && !/(commit|rollback)\0/i.test(text)
      if (inside || toLose === undefined) return
      losing = transaction.includes(toLose) && !/rollback\0/i.test(text)
      if (!losing) return
      toLose = undefined
      // Without a pipe the stream stops, and the answer must come to be seen.
      onward.unpipe(socket)
      onward.resume()
    })
    onward.on("data", () => losing && socket.destroy())
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
      if (stalled) from.pause()
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
    loseCommitOf(words) {
      toLose = words
    },
    lostCommit: () => toLose === undefined,
    stall() {
      stalled = true
      for (const socket of sockets) socket.pause()
    },
    resume() {
      stalled = false
      for (const socket of sockets) socket.resume()
    },
    async open() {
      await listen(port)
    },
    close: shut,
  }
}
