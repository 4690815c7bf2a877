import { createHmac } from "node:crypto"

export interface TokenTopic {
  channel: string
  name: string
  kind: string
}

const LIFETIME_SECONDS = 60

/** A subscription token as Inngest's: HS256, good for a minute, for these topics and nothing else. */
export function signRealtimeToken(topics: readonly TokenTopic[], signingKey: string, nowMs: number): string {
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
  const head = base64Url(JSON.stringify({ alg: "HS256", typ: "JWT" }))
  const body = base64Url(JSON.stringify(claims))
  return `${head}.${body}.${createHmac("sha256", signingKey).update(`${head}.${body}`).digest("base64url")}`
}

function base64Url(text: string): string {
  return Buffer.from(text).toString("base64url")
}
