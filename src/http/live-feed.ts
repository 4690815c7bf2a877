import type { LiveHub } from "../services/live-hub"

export interface Snapshot {
  /** Grows with every change; a viewer that has it already is sent nothing. */
  readonly version: string
  readonly event: string
  readonly data: unknown
}

const POLL_MS = 3_000
const PING_MS = 15_000

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
  latest: Snapshot | undefined
  loading: boolean
  stale: boolean
  stop(): void
}

const feeds = new Map<string, Feed>()

/**
 * A stream of server-sent events in which each message is the whole state, so whoever connects late, reconnects
 * or misses some is right again with the next one. Viewers of one key share one query per change; a slow reader
 * skips what it could not take and memory stays bounded.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function liveStream(
  hub: LiveHub,
  options: {
    /** Viewers with the same key see the same thing. */
    readonly key: string
    readonly topic: string
    readonly load: () => Promise<Snapshot>
    readonly lastEventId: string | null
    readonly signal: AbortSignal
  },
): Response {
  let leave: (() => void) | undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const viewer: Viewer = {
          seen: options.lastEventId ?? "",
          send(message) {
            if ((controller.desiredSize ?? 0) <= 0) return false
            controller.enqueue(message)
            return true
          },
        }
        viewer.send(RETRY)
        leave = join(hub, options, viewer)
        options.signal.addEventListener("abort", () => {
          leave?.()
          controller.close()
        })
      },
      cancel: () => leave?.(),
    },
    { highWaterMark: 64 },
  )
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  })
}

function join(
  hub: LiveHub,
  {
    key,
    topic,
    load,
  }: { readonly key: string; readonly topic: string; readonly load: () => Promise<Snapshot> },
  viewer: Viewer,
): () => void {
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
    latest: undefined,
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

/** One query at a time per feed; changes that come meanwhile are answered by one more. */
async function refresh(feed: Feed, load: () => Promise<Snapshot>): Promise<void> {
  if (feed.loading) {
    feed.stale = true
    return
  }
  feed.loading = true
  try {
    do {
      feed.stale = false
      feed.latest = await load()
      broadcast(feed, feed.latest)
    } while (feed.stale)
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
