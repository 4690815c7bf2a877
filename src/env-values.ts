type Values = Readonly<Record<string, unknown>>

const WEB: readonly string[] = ["http:", "https:"]

/** Addresses, with the schemes they may have. */
const ADDRESSES: readonly (readonly [name: string, schemes: readonly string[], example: string])[] = [
  ["DATABASE_URL", ["postgres:", "postgresql:"], "postgres://user:password@host:5432/swag"],
  ["INNGEST_BASE_URL", WEB, "http://localhost:8288"],
  ["OPENAI_BASE_URL", WEB, "https://api.openai.com/v1"],
  ["SMTP_URL", ["smtp:", "smtps:"], "smtps://user:password@smtp.example.com:465"],
  ["LOW_STOCK_SLACK_WEBHOOK_URL", WEB, "https://hooks.slack.com/services/..."],
  ["ORDER_OPS_SLACK_WEBHOOK_URL", WEB, "https://hooks.slack.com/services/..."],
  ["OTEL_EXPORTER_OTLP_ENDPOINT", WEB, "http://localhost:4318"],
]

/** Lists with commas between, and what each entry looks like. */
const LISTS: readonly (readonly [name: string, entry: RegExp, fix: string])[] = [
  ["STRIPE_SECRET_KEY", /^(?:sk|rk)_/, "copy the secret key, sk_… or rk_…, not the publishable one"],
  ["STRIPE_WEBHOOK_SECRET", /^whsec_/, "copy the endpoint's signing secret, whsec_…"],
  ["STRIPE_SHIPPING_RATE_IDS", /^shr_/, "copy the ids of shipping rates, shr_…"],
  ["STRIPE_ALLOWED_COUNTRIES", /^[A-Z]{2}$/, "write two capital letters for each, such as US,CA,GB"],
]

/** Variables that say something only together. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["NOTION_TOKEN", "NOTION_CATALOG_DATABASE_ID"],
]

/** What has a value that can't work, with its fix. Values are not repeated: they may be secrets. */
export function malformed(env: Values): string[] {
  const read = (name: string) => {
    const value = env[name]
    return typeof value === "string" ? value : undefined
  }
  return [
    ...ADDRESSES.flatMap(([name, schemes, example]) => {
      const value = read(name)
      const fits = !value || (URL.canParse(value) && schemes.includes(new URL(value).protocol))
      return fits ? [] : [`${name} is not an address: set it to one such as ${example}.`]
    }),
    ...LISTS.flatMap(([name, entry, fix]) => {
      const entries = read(name)?.split(",") ?? []
      return entries.every((text) => entry.test(text.trim()))
        ? []
        : [`${name} is not what it should be: ${fix}.`]
    }),
    ...PAIRS.flatMap(([one, other]) => {
      if (!read(one) === !read(other)) return []
      const [there, missing] = read(one) ? [one, other] : [other, one]
      return [`${missing} is missing: ${there} is of no use without it.`]
    }),
  ]
}

/** Variables that nobody reads and that differ by one letter, or by underscores, from one that is not set. */
export function misspelt(source: Values, known: readonly string[]): string[] {
  return Object.keys(source).flatMap((name) => {
    if (known.includes(name) || name.length < 8) return []
    const meant = known.find((one) => !source[one] && nearly(bare(name), bare(one)))
    return meant ? [`${name} is read by nobody: did you mean ${meant}?`] : []
  })
}

function bare(name: string): string {
  return name.replaceAll("_", "").toUpperCase()
}

/** Whether one is the other, but for a letter too many, too few or wrong. */
function nearly(one: string, other: string): boolean {
  if (one === other) return true
  if (Math.abs(one.length - other.length) > 1) return false
  const first = [...one].findIndex((letter, index) => letter !== other[index])
  const at = first === -1 ? one.length : first
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one]
  return longer.slice(at + 1) === shorter.slice(longer.length === shorter.length ? at + 1 : at)
}
