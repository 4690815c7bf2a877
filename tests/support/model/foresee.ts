import type { FakePayments } from "../fake-payments"
import {
  booksOf,
  cancelled,
  type Entry,
  hasHadEnough,
  type Model,
  opened,
  price,
  released,
  reserved,
  settled,
} from "./model"
import type { Deed } from "./moves"
import type { Observed } from "./observe"
import type { Subject } from "./world"

/** What a deed makes of each checkout: the states it goes through, the last of which it ends in. */
export interface Foreseen {
  readonly paths: ReadonlyMap<string, readonly Entry[]>
  /** A checkout that is opened: the states it goes through; its id is not known before. */
  readonly fresh?: readonly Entry[] | undefined
  /** What the shelf counts afterwards. */
  readonly counted?: { readonly variantId: string; readonly units: number } | undefined
}

/** What the world is like before the deed: the provider's sessions, the shop's tables, the time. */
export interface Facts {
  readonly payments: Pick<FakePayments, "sessions">
  readonly seen: Observed
  readonly now: Date
  readonly tagOf: (buyer: number) => string
}

const NOTHING: Foreseen = { paths: new Map() }

/** What must come of the deed, from the model and what the provider would say. */
export function foresee(model: Model, facts: Facts, deed: Deed, subject: Subject): Foreseen {
  const { sessions } = facts.payments
  const entry = model.entries.get(subject.orderId ?? "")
  switch (deed.do) {
    case "receive":
    case "correct":
    case "count":
      return stock(model, deed)
    case "checkout":
      return checkout(model, facts, deed, subject, model.entries.get(latest(facts.seen, subject.orderId)))
    case "submit":
      return submit(model, facts, deed, subject)
    case "webhook": {
      const { event } = subject
      if (event?.kind !== "session") return NOTHING
      const about = model.entries.get(event.session.orderId ?? "")
      const session = sessions.get(event.session.id)
      return about && session
        ? one(
            about,
            settled(about, { ...session, failed: session.failed || (event.failed && !session.paid) }),
          )
        : NOTHING
    }
    case "confirm": {
      const session = sessions.get(subject.sessionId ?? "")
      return entry && session?.status === "complete" ? one(entry, settled(entry, session)) : NOTHING
    }
    case "sweep":
      return { paths: new Map([...model.entries.values()].map((each) => [each.orderId, sweep(each, facts)])) }
    default:
      return NOTHING
  }
}

/** What the step of a run must have come to, and whether it had to fail. */
export function foreseeStep(
  model: Model,
  { payments, seen }: Facts,
  { name, orderId, event }: { name: string; orderId: string; event: { data: Record<string, unknown> } },
  step: string | undefined,
): Foreseen & { readonly fails?: boolean } {
  const entry = model.entries.get(orderId)
  if (!entry) return NOTHING
  if (step === "reserve-inventory") {
    const after = reserved(model, entry)
    return after === "refused" ? { ...NOTHING, fails: true } : { ...one(entry, after), fails: false }
  }
  if (step === "capture-payment") {
    const session = payments.sessions.get(`cs_${orderId}`)
    // While one of our refunds is on its way it can't be told from one by hand: then the stage waits for it.
    if (session && session.refundedCents > 0 && session.refundedCents < session.amountTotalCents)
      return NOTHING
    const gone = session?.paid && session.amountTotalCents > 0 && session.refundedCents > 0
    return { ...NOTHING, fails: Boolean(gone) }
  }
  if (step === "release-order") return one(entry, cancelled(entry))
  if (step === "update-status" && name === "update-order-status") {
    const { status, actorEmail } = event.data
    if (actorEmail === "shopper" && entry.status !== "pending") return NOTHING
    if (status === "cancelled") return one(entry, cancelled(entry))
    if (status === "shipped" && entry.status === "fulfilled") return one(entry, { ...entry, status })
    // Packing also waits for the stage to be written down, which a crash may have put off.
    if (status === "fulfilled" && entry.status === "pending" && entry.pieces === "reserved") {
      return seen.details.get(orderId)?.reservationWritten ? one(entry, { ...entry, status }) : NOTHING
    }
  }
  return NOTHING
}

function one(before: Entry, after: Entry): Foreseen {
  return { paths: new Map([[before.orderId, [before, after]]]) }
}

function stock(model: Model, deed: Extract<Deed, { units: number }>): Foreseen {
  const { variantId, units } = deed
  const counted = model.counted.get(variantId) ?? 0
  const stock = booksOf(model).variants[variantId]?.stock ?? 0
  const change =
    deed.do === "receive" ? Math.max(units, 1) : deed.do === "count" ? Math.max(units, 0) - stock : units
  return stock + change < 0 ? NOTHING : { ...NOTHING, counted: { variantId, units: counted + change } }
}

function checkout(
  model: Model,
  facts: Facts,
  deed: Extract<Deed, { do: "checkout" }>,
  { code = null }: { code?: string | null | undefined },
  earlier: Entry | undefined,
): Foreseen {
  const paths = new Map<string, Entry[]>()
  let now = model
  if (earlier) {
    const same = text(earlier.lines) === text(deed.lines) && earlier.code === code
    // Its session may still have to be made, and what has no session can be let go.
    if (same && isPayable(earlier, facts)) return one(released(earlier), earlier)
    const ended = earlier.checkout === "open" ? end(earlier, facts) : earlier
    paths.set(earlier.orderId, [earlier, ended])
    if (same && (ended.checkout === "paid" || ended.checkout === "confirming")) return { paths }
    now = { ...model, entries: new Map(model.entries).set(earlier.orderId, ended) }
  }
  const priced = price(now, deed.lines, code)
  if (priced === "refused") return { paths }
  const held = opened("", deed.lines, priced.totalCents, code)
  return { paths, fresh: [held] }
}

function submit(
  model: Model,
  facts: Facts,
  deed: Extract<Deed, { do: "submit" }>,
  { code = null }: { code?: string | null | undefined },
): Foreseen {
  const priced = price(model, deed.lines, code)
  if (priced === "refused") return NOTHING
  const held = opened("", deed.lines, priced.totalCents, code)
  if (priced.totalCents > 0) return { ...NOTHING, fresh: [held] }
  const terms = code === null ? undefined : model.codes.get(code)
  const asBuyer = { ...model, buyers: new Map(model.buyers).set("", facts.tagOf(deed.buyer)) }
  if (terms && hasHadEnough(asBuyer, { orderId: "" }, terms)) return NOTHING
  return {
    ...NOTHING,
    fresh: [{ ...held, checkout: "paid", status: "pending", use: code === null ? null : "redeemed" }],
  }
}

/** The last of the shopper's checkouts that followed one another. */
function latest(seen: Observed, orderId = ""): string {
  const next = seen.details.get(orderId)?.replacedBy
  return next ? latest(seen, next) : orderId
}

function isPayable({ orderId, checkout }: Entry, { payments, seen, now }: Facts): boolean {
  const { expiresAt, knowsSession } = seen.details.get(orderId) ?? { expiresAt: now, knowsSession: true }
  if (checkout !== "open" || expiresAt.getTime() - now.getTime() < 2 * 60_000) return false
  return !knowsSession || payments.sessions.get(`cs_${orderId}`)?.status === "open"
}

/** An open session is made unpayable; then it decides. One that the shop does not know of decides nothing. */
function end(entry: Entry, { payments, seen }: Facts): Entry {
  const session = payments.sessions.get(`cs_${entry.orderId}`)
  if (!session || !seen.details.get(entry.orderId)?.knowsSession) return released(entry)
  return settled(entry, session.status === "open" ? { ...session, status: "expired" } : session)
}

function sweep(entry: Entry, facts: Facts): Entry[] {
  const session = facts.payments.sessions.get(`cs_${entry.orderId}`)
  const waits = entry.checkout === "open" || entry.checkout === "confirming"
  const due = waits && (facts.seen.details.get(entry.orderId)?.expiresAt ?? facts.now) <= facts.now
  const ended = due ? end(entry, facts) : entry
  return [entry, ended, session?.paid ? settled(ended, session) : ended]
}

function text(lines: Entry["lines"]): string {
  return lines
    .map(({ variantId, quantity }) => `${variantId}×${quantity}`)
    .sort()
    .join()
}
