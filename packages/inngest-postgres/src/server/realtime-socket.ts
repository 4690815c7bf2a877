import type { IncomingMessage } from "node:http"
import type { Duplex } from "node:stream"
import { WebSocket, WebSocketServer } from "ws"
import type { MessageBus } from "../realtime/message-bus"
import type { RealtimeMessage } from "../realtime/realtime-message"
import { readRealtimeToken } from "../realtime/token"

const PING_MS = 30_000
/** A reader this far behind is cut off: it will connect again and ask for the state. */
const MAX_BUFFERED_BYTES = 1_000_000

/** The WebSocket at `/v1/realtime/connect?token=…`: messages of the token's topics as they are published. */
export class RealtimeSocket {
  readonly #bus: MessageBus
  readonly #key: string
  readonly #server = new WebSocketServer({ noServer: true })

  constructor(bus: MessageBus, key: string) {
    this.#bus = bus
    this.#key = key
  }

  /** Takes over an HTTP upgrade. A token that is not good is answered 401. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const token = new URL(request.url ?? "/", "http://engine").searchParams.get("token") ?? ""
    const topics = readRealtimeToken(token, this.#key, Date.now())
    if (!topics) {
      socket.end("HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
      return
    }
    const wanted = new Set(topics.map((topic) => topicKey(topic.channel, topic.name)))
    this.#server.handleUpgrade(request, socket, head, (client) => this.#serve(client, wanted))
  }

  close(): void {
    for (const client of this.#server.clients) client.close(1001)
    this.#server.close()
  }

  #serve(client: WebSocket, wanted: ReadonlySet<string>): void {
    const unsubscribe = this.#bus.subscribe((message) => {
      if (!wanted.has(topicKey(message.channel, message.topic)) || client.readyState !== WebSocket.OPEN)
        return
      if (client.bufferedAmount > MAX_BUFFERED_BYTES) client.terminate()
      else client.send(frame(message))
    })
    const ping = setInterval(() => client.ping(), PING_MS)
    client.on("error", () => {})
    client.on("close", () => {
      clearInterval(ping)
      unsubscribe()
    })
  }
}

function topicKey(channel: string, topic: string): string {
  return JSON.stringify([channel, topic])
}

function frame(message: RealtimeMessage): string {
  return JSON.stringify({
    kind: "data",
    data: message.data,
    created_at: message.createdAt,
    channel: message.channel,
    env_id: "00000000-0000-4000-b000-000000000000",
    topic: message.topic,
    run_id: message.runId,
  })
}
