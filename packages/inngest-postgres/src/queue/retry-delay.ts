const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Inngest's own table; after its end the last entry holds. */
const TABLE_MS = [
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  40 * MINUTE,
  HOUR,
  2 * HOUR,
]

/** Milliseconds to wait before trying again after attempt number `attempt` (from 0), with up to 30 s of jitter. */
export function tableRetryDelayMs(attempt: number): number {
  const base = TABLE_MS[Math.min(attempt, TABLE_MS.length - 1)] ?? HOUR
  return base + Math.random() * 30 * SECOND
}

/**
 * Milliseconds a `retry-after` header asks for (seconds, or a date), between one second and a day.
 * Null when there is none that can be read.
 */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === "") return null
  const seconds = Number(header)
  const wantedMs = Number.isFinite(seconds) ? seconds * SECOND : Date.parse(header) - nowMs
  if (Number.isNaN(wantedMs)) return null
  return Math.min(Math.max(wantedMs, SECOND), 24 * HOUR)
}
