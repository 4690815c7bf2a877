interface MomentProps {
  /** ISO 8601. */
  at: string
  /** `time` where the day is clear from the context. */
  show?: "time" | "day and time"
}

const TIME: Intl.DateTimeFormatOptions = {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
}
const FORMATS = {
  time: new Intl.DateTimeFormat("en-GB", TIME),
  "day and time": new Intl.DateTimeFormat("en-GB", {
    ...TIME,
    day: "numeric",
    month: "short",
    year: "numeric",
  }),
}

/** A moment in UTC, so that the server and every browser write the same. */
export function Moment({ at, show = "day and time" }: MomentProps) {
  return <time dateTime={at}>{FORMATS[show].format(new Date(at))} UTC</time>
}
