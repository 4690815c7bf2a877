import type Stripe from "stripe"
import type { Sql } from "../database"
import type { Kind, SessionDetails } from "../storage/documents"
import { findObject } from "../storage/objects"
import { ApiError } from "./api-error"
import { listEnvelope } from "./list-envelope"

const DEEPEST = 4

const KIND_OF_FIELD: Record<string, Kind> = {
  payment_intent: "payment_intent",
  latest_charge: "charge",
  charge: "charge",
  coupon: "coupon",
}

/** Parts of a session that are kept beside its document. */
const FROM_SESSION = new Set(["line_items", "total_details", "shipping_cost", "shipping_options"])

type Json = Record<string, unknown>

interface Scope {
  sql: Sql
  /** Products and shipping rates of the sessions met on the way: they live with their session. */
  known: Map<string, object>
}

/**
 * Replaces ids by the objects they name, as `expand[]=payment_intent.latest_charge` asks; a list's paths
 * begin with `data.` (docs.stripe.com/api/expanding_objects). Works on a copy.
 */
export async function expand(scope: Scope, object: object, paths: readonly string[]): Promise<object> {
  if (paths.length === 0) return object
  const copy = structuredClone(object)
  for (const path of paths) {
    const keys = path.split(".")
    if (keys.filter((key) => key !== "data").length > DEEPEST) {
      throw new ApiError(`You cannot expand more than ${DEEPEST} levels of a property (${path}).`, {
        param: "expand",
      })
    }
    await expandPath(scope, copy as Json, keys, path)
  }
  return copy
}

async function expandPath(scope: Scope, owner: Json, keys: string[], path: string): Promise<void> {
  const [key, ...rest] = keys
  if (key === undefined) return
  const loaded = await load(scope, owner, key)
  if (loaded === "cannot") {
    throw new ApiError(`This property cannot be expanded (${path}).`, { param: "expand" })
  }
  owner[key] = loaded
  if (rest.length === 0) return
  for (const next of Array.isArray(loaded) ? loaded : [loaded]) {
    if (typeof next === "object" && next !== null) await expandPath(scope, next as Json, rest, path)
  }
}

async function load(scope: Scope, owner: Json, key: string): Promise<unknown> {
  const value = owner[key]
  if (owner.object === "checkout.session" && FROM_SESSION.has(key)) return loadFromSession(scope, owner, key)
  if (owner.object === "item" && key === "discounts") {
    const item = scope.known.get(String(owner.id)) as Stripe.LineItem | undefined
    return item?.discounts ?? []
  }
  if (key === "breakdown" && "amount_discount" in owner) return value
  if (key === "refunds" && owner.object === "charge") return refundsOf(scope, String(owner.id))
  if (value === null) return null
  if (typeof value === "object") return value
  if (typeof value !== "string") return "cannot"
  if (key === "product" || key === "shipping_rate") return scope.known.get(value) ?? value
  const kind = KIND_OF_FIELD[key]
  if (!kind) return "cannot"
  const found = await findObject(scope.sql, kind, value)
  return found ? found.object : value
}

async function loadFromSession(scope: Scope, owner: Json, key: string): Promise<unknown> {
  const id = String(owner.id)
  const found = await findObject(scope.sql, "checkout.session", id)
  if (!found) return owner[key]
  for (const one of ownedBySession(found.details)) scope.known.set(one.id, one)
  if (key === "line_items") return lineItemsOf(id, found.details)
  if (key === "total_details" && found.object.total_details) {
    return { ...found.object.total_details, breakdown: { discounts: found.details.discounts, taxes: [] } }
  }
  return owner[key]
}

/** What `expand` may ask for by id and only a session knows. */
export function ownedBySession(details: SessionDetails): { id: string }[] {
  return [...details.products, ...details.shippingRates, ...details.lineItems]
}

/** A line item as the API shows it; its discounts only when they are asked for. */
export function presentLineItem({ discounts: _discounts, ...item }: Stripe.LineItem): Stripe.LineItem {
  return structuredClone(item)
}

/** The first ten, as the API embeds them; the rest by `…/line_items`. */
function lineItemsOf(sessionId: string, details: SessionDetails): object {
  const first = details.lineItems.slice(0, 10).map(presentLineItem)
  return listEnvelope(first, details.lineItems.length > 10, `/v1/checkout/sessions/${sessionId}/line_items`)
}

async function refundsOf(scope: Scope, chargeId: string): Promise<object> {
  const { rows } = await scope.sql.query<{ object: object }>(
    "select object from sandbox.objects where kind = 'refund' and charge = $1 order by created desc, seq desc limit 11",
    [chargeId],
  )
  return listEnvelope(
    rows.slice(0, 10).map((row) => row.object),
    rows.length > 10,
    `/v1/charges/${chargeId}/refunds`,
  )
}
