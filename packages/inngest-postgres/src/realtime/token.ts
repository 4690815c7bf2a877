import { createHmac } from "node:crypto"
import { isObject } from "../protocol/op"
import { sameSecret } from "../protocol/signature"

export interface TokenTopic {
  channel: string
  name: string
  kind: string
}

const LIFETIME_SECONDS = 60

/** A subscription token as Inngest's: HS256, good for a minute, for these topics and nothing else. */
export function signRealtimeToken(topics: readonly TokenTopic[], key: string, nowMs: number): string {
  const issuedAt = Math.floor(nowMs / 1000)
  const claims = {
    iss: "rt.inngest.com",
    sub: "00000000-0000-4000-a000-000000000000",
    env: "00000000-0000-4000-b000-000000000000",
    topics,
    publish: false,
    iat: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
  }
  const unsigned = `${base64Url({ alg: "HS256", typ: "JWT" })}.${base64Url(claims)}`
  return `${unsigned}.${signature(unsigned, key)}`
}

/** The topics a token gives access to, or null when it is not ours, was changed or is over. */
export function readRealtimeToken(token: string, key: string, nowMs: number): TokenTopic[] | null {
  const [head = "", body = "", signed = ""] = token.split(".")
  if (!sameSecret(signed, signature(`${head}.${body}`, key))) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString())
    if (!isObject(claims) || typeof claims.exp !== "number" || claims.exp * 1000 < nowMs) return null
    return Array.isArray(claims.topics) ? claims.topics.filter(isTokenTopic) : null
  } catch {
    return null
  }
}

export function isTokenTopic(item: unknown): item is TokenTopic {
  return isObject(item) && typeof item.channel === "string" && typeof item.name === "string"
}

function signature(unsigned: string, key: string): string {
  return createHmac("sha256", key).update(unsigned).digest("base64url")
}

function base64Url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url")
}
