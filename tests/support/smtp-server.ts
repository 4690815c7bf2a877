import { once } from "node:events"
import { type AddressInfo, createServer, type Socket } from "node:net"

export interface SmtpServer {
  readonly url: string
  /** The messages that were taken. */
  readonly received: readonly string[]
  close(): void
}

/** As much of RFC 5321 as a sender needs. The first recipients are answered with `refusals`, in this order. */
export async function startSmtp(refusals: readonly string[] = []): Promise<SmtpServer> {
  const received: string[] = []
  const answers = [...refusals]
  const server = createServer((socket) => serve(socket, received, answers)).listen(0, "127.0.0.1")
  await once(server, "listening")
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}?ignoreTLS=true`,
    received,
    close: () => void server.close(),
  }
}

function serve(socket: Socket, received: string[], refusals: string[]): void {
  let message: string | undefined
  let rest = ""
  socket.write("220 test\r\n")
  socket.on("error", () => undefined)
  socket.on("data", (chunk) => {
    const lines = (rest + chunk.toString()).split("\r\n")
    rest = lines.pop() ?? ""
    for (const line of lines) {
      if (message !== undefined) {
        if (line !== ".") message += `${line}\n`
        else {
          received.push(message)
          message = undefined
          socket.write("250 taken\r\n")
        }
      } else if (line === "DATA") {
        message = ""
        socket.write("354 go on\r\n")
      } else if (line.startsWith("RCPT")) socket.write(`${refusals.shift() ?? "250 ok"}\r\n`)
      else socket.write(line === "QUIT" ? "221 bye\r\n" : "250 ok\r\n")
    }
  })
}
