import type { IncomingMessage } from "node:http"
import { isPrivate, isThisMachine, nameOf } from "./host-names"

export interface Origin {
  /** Why it is refused, in a sentence; null when it is not. */
  readonly refused: string | null
  /** For the answer, so that a page of another origin may read it. */
  readonly headers: Readonly<Record<string, string>>
}

const FINE: Origin = { refused: null, headers: {} }

/**
 * What a request may do by where it comes from. A page of another origin may send events and nothing else: with keys
 * from anywhere, since an event key is what it takes; without (development) from this machine. And without keys the
 * server answers to private names alone, or a page could make its own name lead here and be of the same origin.
 */
export function guardOrigin(
  { url = "", headers }: Pick<IncomingMessage, "url" | "headers">,
  { keyed, host }: { keyed: boolean; host: string },
): Origin {
  const name = nameOf(headers.host ?? "")
  if (!keyed && !isPrivate(name) && name !== host) {
    return refuse("Without a signing key this server answers to private names alone: ask http://localhost.")
  }
  const { origin } = headers
  if (origin === undefined || headers["sec-fetch-site"] === "same-origin") return FINE
  const from = hostOf(origin)
  if (from !== null && from === headers.host) return FINE
  const trusted = keyed || (from !== null && isThisMachine(nameOf(from)))
  if (!url.startsWith("/e/") || !trusted) return refuse("A page of another site may not do this.")
  return {
    refused: null,
    headers: {
      "access-control-allow-origin": origin,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": headers["access-control-request-headers"] ?? "content-type",
      vary: "origin",
    },
  }
}

function refuse(refused: string): Origin {
  return { refused, headers: {} }
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
