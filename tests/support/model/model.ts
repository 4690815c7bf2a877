import { MUG, priceOf, TEE_M } from "../open-trade"

/** Small shelves, so that sequences run into their ends. */
export const SHELF = [
  { ...MUG, opening: 4 },
  { ...TEE_M, opening: 6 },
  { productId: "prod_workflow-sticker-pack", variantId: "var_sticker-pack-one", quantity: 1, opening: 9 },
]

export interface Code {
  readonly code: string
  readonly maxRedemptions: number
  readonly maxPerPerson: number | null
  readonly percentOff: number | null
  readonly amountOffCents: number | null
}

/** A checkout and the order it may become: all that a person could say about it. */
export interface Entry {
  readonly orderId: string
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[]
  readonly totalCents: number
  readonly code: string | null
  readonly checkout: "open" | "confirming" | "paid" | "released"
  readonly held: boolean
  readonly use: "held" | "redeemed" | "returned" | null
  readonly status: "pending" | "fulfilled" | "shipped" | "cancelled" | null
  readonly pieces: "none" | "reserved" | "returned"
}

export type Fate = Pick<Entry, "checkout" | "held" | "use" | "status" | "pieces">

/** The shop as one would keep it on paper. */
export interface Model {
  /** What was counted in or out, before what orders took. */
  readonly counted: Map<string, number>
  readonly codes: Map<string, Code>
  readonly entries: Map<string, Entry>
  /** Who bought, by order; nobody once erased. */
  readonly buyers: Map<string, string>
}

export function newModel(): Model {
  return {
    counted: new Map(SHELF.map(({ variantId, opening }) => [variantId, opening])),
    codes: new Map(),
    entries: new Map(),
    buyers: new Map(),
  }
}

export function unitsOf(entry: Pick<Entry, "lines">, variantId: string): number {
  return entry.lines.reduce((sum, line) => sum + (line.variantId === variantId ? line.quantity : 0), 0)
}

/** Stock, holds and uses of codes follow from what became of each checkout. */
export function booksOf({ counted, codes, entries }: Model) {
  const all = [...entries.values()]
  const units = (variantId: string, of: (entry: Entry) => boolean) =>
    all.filter(of).reduce((sum, entry) => sum + unitsOf(entry, variantId), 0)
  const uses = (code: string, use: Entry["use"]) =>
    all.filter((entry) => entry.code === code && entry.use === use).length
  return {
    variants: Object.fromEntries(
      [...counted].map(([id, count]) => [
        id,
        {
          stock: count - units(id, ({ pieces }) => pieces === "reserved"),
          held: units(id, ({ held }) => held),
        },
      ]),
    ),
    codes: Object.fromEntries(
      [...codes.keys()].map((code) => [code, { held: uses(code, "held"), redeemed: uses(code, "redeemed") }]),
    ),
  }
}

/** What a new checkout would cost and hold, or why it is refused. */
export function price(
  model: Model,
  lines: Entry["lines"],
  codeName: string | null,
): { readonly totalCents: number } | "refused" {
  const { variants, codes } = booksOf(model)
  const subtotal = lines.reduce((sum, { variantId, quantity }) => {
    const item = SHELF.find((shelf) => shelf.variantId === variantId)
    return sum + quantity * (item ? priceOf(item) : 0)
  }, 0)
  const code = codeName === null ? undefined : model.codes.get(codeName)
  const off = code ? (code.amountOffCents ?? Math.round((subtotal * (code.percentOff ?? 0)) / 100)) : 0
  const totalCents = subtotal - Math.min(off, subtotal)
  const used = code && codes[code.code]
  if (code && used && used.held + used.redeemed >= code.maxRedemptions) return "refused"
  if (totalCents > 0 && totalCents < 50) return "refused"
  for (const { variantId, quantity } of lines) {
    const { stock = 0, held = 0 } = variants[variantId] ?? {}
    if (stock - held < quantity) return "refused"
  }
  return { totalCents }
}

export function opened(
  orderId: string,
  lines: Entry["lines"],
  totalCents: number,
  code: string | null,
): Entry {
  const use = code === null ? null : "held"
  return { orderId, lines, totalCents, code, checkout: "open", held: true, use, status: null, pieces: "none" }
}

function withoutUse({ use }: Entry): Entry["use"] {
  return use === null ? null : "returned"
}

export function released(entry: Entry): Entry {
  if (entry.checkout !== "open" && entry.checkout !== "confirming") return entry
  return { ...entry, checkout: "released", held: false, use: withoutUse(entry) }
}

/** What the provider's word about the session makes of it. */
export function settled(
  entry: Entry,
  session: { readonly status: string; readonly paid: boolean; readonly failed: boolean },
): Entry {
  if (session.paid)
    return entry.checkout === "paid" ? entry : { ...entry, checkout: "paid", status: "pending" }
  if (session.status === "expired" || session.failed) return released(entry)
  return session.status === "complete" && entry.checkout === "open"
    ? { ...entry, checkout: "confirming" }
    : entry
}

/** The hold becomes a reservation, or what is free is taken; "refused" when it can't be filled any more. */
export function reserved(model: Model, entry: Entry): Entry | "refused" {
  if (entry.pieces !== "none") return entry
  if (entry.status === "cancelled") return "refused"
  const { variants, codes } = booksOf(model)
  for (const { variantId, quantity } of entry.lines) {
    const { stock = 0, held = 0 } = variants[variantId] ?? {}
    if (stock < quantity || (!entry.held && stock - held < quantity)) return "refused"
  }
  const code = entry.code === null ? undefined : model.codes.get(entry.code)
  const used = code && codes[code.code]
  const lost = code && used && entry.use === "returned" && used.held + used.redeemed >= code.maxRedemptions
  if (lost || (code && hasHadEnough(model, entry, code))) return "refused"
  return { ...entry, held: false, pieces: "reserved", use: entry.use === null ? null : "redeemed" }
}

export function hasHadEnough(
  { entries, buyers }: Model,
  { orderId }: Pick<Entry, "orderId">,
  code: Code,
): boolean {
  const buyer = buyers.get(orderId)
  if (code.maxPerPerson === null || buyer === undefined) return false
  const others = [...entries.values()].filter(
    (entry) => entry.orderId !== orderId && entry.code === code.code && entry.use === "redeemed",
  )
  return others.filter((other) => buyers.get(other.orderId) === buyer).length >= code.maxPerPerson
}

export function cancelled(entry: Entry): Entry {
  if (entry.status !== "pending" && entry.status !== "fulfilled") return entry
  const pieces = entry.pieces === "reserved" ? "returned" : entry.pieces
  return { ...entry, status: "cancelled", held: false, pieces, use: withoutUse(entry) }
}

/** Whether the one may have become the other, whatever happened at the same time. */
export function mayBecome(before: Fate | undefined, after: Fate): boolean {
  if (!isLawful(after)) return false
  if (!before) return true
  const next = (order: readonly (string | null)[], from: string | null, to: string | null) =>
    order.indexOf(to) >= order.indexOf(from)
  const money =
    before.checkout === "paid"
      ? after.checkout === "paid"
      : before.checkout !== "released" || after.checkout !== "open"
  const ended = before.status === "shipped" || before.status === "cancelled"
  return (
    money &&
    (ended
      ? after.status === before.status
      : next([null, "pending", "fulfilled", "shipped", "cancelled"], before.status, after.status)) &&
    next(["none", "reserved", "returned"], before.pieces, after.pieces)
  )
}

/** What no checkout and no order may ever be. */
function isLawful({ checkout, held, use, status, pieces }: Fate): boolean {
  if ((checkout === "paid") !== (status !== null)) return false
  if (held && (checkout === "released" || pieces !== "none" || status === "cancelled")) return false
  if (status === "cancelled") return pieces !== "reserved" && use !== "held" && use !== "redeemed"
  if (checkout === "released") return pieces === "none" && (use === null || use === "returned")
  if (pieces === "reserved") return use === null || use === "redeemed"
  return pieces === "none"
}
