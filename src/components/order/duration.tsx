interface DurationProps {
  /** ISO 8601. */
  from: string
  to: string
}

/** The time between two moments, as short as it can be said. */
export function Duration({ from, to }: DurationProps) {
  return <>{durationText(Date.parse(to) - Date.parse(from))}</>
}

export function durationText(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`
  return `${Math.floor(ms / 3_600_000)} h ${Math.round((ms % 3_600_000) / 60_000)} min`
}
