const UNIT_MS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/**
 * Milliseconds of a duration as the SDK writes it: "30s", "1h30m", "1d2h", "2w".
 * @throws Error when the text is not a duration
 */
export function durationMs(text: string): number {
  const compact = text.replace(/\s+/g, "")
  // The SDK writes a duration of zero as nothing at all.
  if (compact === "") return 0
  if (!/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/.test(compact)) {
    throw new Error(`"${text}" is not a duration. Write it like "30s", "5m", "1h30m" or "7d".`)
  }
  let total = 0
  for (const [, amount = "0", , unit = "s"] of compact.matchAll(/(\d+(\.\d+)?)(ms|s|m|h|d|w)/g)) {
    total += Number(amount) * (UNIT_MS[unit] ?? 0)
  }
  return total
}

/** A moment the SDK named: after a duration from now, or at an ISO 8601 instant. */
export type Moment = { afterMs: number } | { at: string }

/** Reads "1h" or "2026-11-23T08:21:05.916Z". @throws Error when it is neither */
export function readMoment(text: string): Moment {
  if (/^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text))) {
    return { at: new Date(text).toISOString() }
  }
  return { afterMs: durationMs(text) }
}

/** SQL for a moment by the database's clock, with the parameter at position `$index`. */
export function momentSql(moment: Moment, index: number): string {
  return "at" in moment ? `$${index}::timestamptz` : `now() + $${index}::float8 * interval '1 millisecond'`
}

export function momentParameter(moment: Moment): string | number {
  return "at" in moment ? moment.at : moment.afterMs
}

export function momentFromNowMs(moment: Moment): number {
  return "at" in moment ? Date.parse(moment.at) - Date.now() : moment.afterMs
}
