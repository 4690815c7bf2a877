import type Stripe from "stripe"
import { expireSession } from "../payments/expire-session"
import { findObject, type StoredObject } from "../storage/objects"
import { ApiError, resourceMissing } from "./api-error"
import { createSession } from "./create-session"
import { type Endpoint, get, post, type ReadCall } from "./endpoint"
import { ownedBySession, presentLineItem } from "./expand"
import { listEnvelope } from "./list-envelope"
import { createdRange, listPage, type PageParameters, pageParameters } from "./list-page"
import { oneOf, text, unsupported } from "./parameters"
import { presentSession } from "./present-session"
import { sessionParameters } from "./session-parameters"

export const checkoutSessionEndpoints: Endpoint[] = [
  post("/v1/checkout/sessions", sessionParameters, async ({ context, work, parameters }) =>
    presentSession(context, await createSession(work, parameters)),
  ),
  get("/v1/checkout/sessions/:id", {}, async (call) =>
    presentSession(call.context, (await findSession(call)).object),
  ),
  post("/v1/checkout/sessions/:id/expire", {}, async ({ context, work, ids: [id = ""] }) => {
    const found = await findObject(work.sql, "checkout.session", id, "lock")
    if (!found) throw resourceMissing("checkout.session", id, "session", 404)
    if (found.object.status !== "open") {
      throw new ApiError(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of "${found.object.status}".`,
        { param: "session" },
      )
    }
    return presentSession(context, await expireSession(work, found))
  }),
  get("/v1/checkout/sessions/:id/line_items", pageParameters, lineItems),
  get(
    "/v1/checkout/sessions",
    {
      ...pageParameters,
      created: createdRange,
      payment_intent: text(),
      status: oneOf("open", "complete", "expired"),
      customer: unsupported,
      customer_account: unsupported,
      customer_details: unsupported,
      payment_link: unsupported,
      subscription: unsupported,
    },
    (call) =>
      listPage(
        call,
        "checkout.session",
        "/v1/checkout/sessions",
        {
          created: call.parameters.created,
          paymentIntent: call.parameters.payment_intent,
          status: call.parameters.status,
        },
        (session) => presentSession(call.context, session),
      ),
  ),
]

async function findSession({
  sql,
  ids: [id = ""],
}: Pick<ReadCall<unknown>, "sql" | "ids">): Promise<StoredObject<"checkout.session">> {
  const found = await findObject(sql, "checkout.session", id)
  if (found) return found
  throw resourceMissing("checkout.session", id, "session", 404)
}

/** In the order in which the shop gave them. */
async function lineItems(call: ReadCall<PageParameters>): Promise<Stripe.ApiList<Stripe.LineItem>> {
  const { object: session, details } = await findSession(call)
  for (const one of ownedBySession(details)) call.known.set(one.id, one)
  const { limit = 10, starting_after: after, ending_before: before } = call.parameters
  const all = details.lineItems.map(presentLineItem)
  const position = (id: string, param: string) => {
    const index = all.findIndex((item) => item.id === id)
    if (index === -1) throw resourceMissing("line item", id, param, 400)
    return index
  }
  const url = `/v1/checkout/sessions/${session.id}/line_items`
  if (before !== undefined && after === undefined) {
    const end = position(before, "ending_before")
    const start = Math.max(0, end - limit)
    return listEnvelope(all.slice(start, end), start > 0, url)
  }
  const start = after === undefined ? 0 : position(after, "starting_after") + 1
  return listEnvelope(all.slice(start, start + limit), start + limit < all.length, url)
}
