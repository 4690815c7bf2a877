import type { ServerResponse } from "node:http"
import { setTimeout as rest } from "node:timers/promises"
import type { LiveHub } from "../services/live-hub"
import { streamSocketOf } from "./stream-sockets"

export interface Snapshot {
  /** Grows with every change; a viewer that has it already is sent nothing. */
  readonly version: string
  readonly event: string
  readonly data: unknown
}

const POLL_MS = 3_000
const PING_MS = 15_000
/** Between two looks, so that a burst of changes is read once: the first is told at once, the rest this much later. */
const REST_MS = 50
/** What may wait for a viewer who reads slowly. */
const MAX_WAITING_BYTES = 64 * 1024
const MAX_WAITING_MESSAGES = 4

const encoder = new TextEncoder()
const RETRY = encoder.encode("retry: 1000\n\n")
const PING = encoder.encode(": ping\n\n")

interface Viewer {
  seen: string
  /** False when this viewer reads too slowly to take it. */
  send(message: Uint8Array): boolean
}

interface Feed {
  readonly viewers: Set<Viewer>
  loading: boolean
  stale: boolean
  stop(): void
}

const feeds = new Map<string, Feed>()

interface LiveState {
  /** Viewers with the same key see the same thing. */
  readonly key: string
  readonly topic: string
  readonly load: () => Promise<Snapshot>
}

/**
 * A stream of server-sent events in which each message is the whole state, so whoever connects late, reconnects
 * or misses some is right again with the next one. Viewers of one key share one query per change; a slow reader
 * skips what it could not take and memory stays bounded.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function liveStream(
  hub: LiveHub,
  request: Pick<Request, "headers" | "signal">,
  state: LiveState,
): Response {
  const socket = streamSocketOf(request)
  let headSent = false
  let leave: (() => void) | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (!headSent) {
          headSent = true
          controller.enqueue(RETRY)
          return
        }
        // Asked for more, so what came first is written, and nothing of this stream is on its way there.
        const send = socket?.headersSent
          ? (message: Uint8Array) => writeTo(socket, message)
          : (message: Uint8Array) => enqueueTo(controller, message)
        leave ??= join(hub, state, { seen: request.headers.get("last-event-id") ?? "", send })
      },
      start(controller) {
        request.signal.addEventListener("abort", () => {
          leave?.()
          controller.close()
        })
      },
      cancel: () => leave?.(),
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  })
}

function writeTo(socket: ServerResponse, message: Uint8Array): boolean {
  if (socket.destroyed || socket.writableEnded || socket.writableLength > MAX_WAITING_BYTES) return false
  socket.write(message)
  return true
}

function enqueueTo(controller: ReadableStreamDefaultController<Uint8Array>, message: Uint8Array): boolean {
  if ((controller.desiredSize ?? 0) < -MAX_WAITING_MESSAGES) return false
  controller.enqueue(message)
  return true
}

function join(hub: LiveHub, { key, topic, load }: LiveState, viewer: Viewer): () => void {
  let feed = feeds.get(key)
  if (!feed) {
    feed = openFeed(hub, topic, load)
    feeds.set(key, feed)
  }
  const joined = feed
  joined.viewers.add(viewer)
  // What an earlier viewer was sent may be old by now, so every viewer begins with a fresh look.
  void refresh(joined, load)
  return () => {
    joined.viewers.delete(viewer)
    if (joined.viewers.size === 0 && feeds.get(key) === joined) {
      joined.stop()
      feeds.delete(key)
    }
  }
}

function openFeed(hub: LiveHub, topic: string, load: () => Promise<Snapshot>): Feed {
  const feed: Feed = {
    viewers: new Set(),
    loading: false,
    stale: false,
    stop: () => undefined,
  }
  const off = hub.on(topic, () => void refresh(feed, load))
  // A hint may be lost; the poll is the net.
  const poll = setInterval(() => void refresh(feed, load), POLL_MS)
  const ping = setInterval(() => {
    for (const viewer of feed.viewers) viewer.send(PING)
  }, PING_MS)
  feed.stop = () => {
    off()
    clearInterval(poll)
    clearInterval(ping)
  }
  return feed
}

/** One query at a time per feed; changes that come meanwhile, or soon after, are answered by one more. */
async function refresh(feed: Feed, load: () => Promise<Snapshot>): Promise<void> {
  if (feed.loading) {
    feed.stale = true
    return
  }
  feed.loading = true
  try {
    do {
      feed.stale = false
      broadcast(feed, await load())
      await rest(REST_MS)
    } while (feed.stale && feed.viewers.size > 0)
  } catch {
    // The poll looks again.
  } finally {
    feed.loading = false
  }
}

/** Written and encoded once, however many read it. */
function broadcast(feed: Feed, { version, event, data }: Snapshot): void {
  const message = encoder.encode(`id: ${version}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  for (const viewer of feed.viewers) {
    if (viewer.seen !== version && viewer.send(message)) viewer.seen = version
  }
}
