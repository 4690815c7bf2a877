import { findObject } from "../storage/objects"
import { resourceMissing } from "./api-error"
import { type Endpoint, get } from "./endpoint"
import { createdRange, listPage, pageParameters } from "./list-page"
import { text } from "./parameters"

export const chargeEndpoints: Endpoint[] = [
  get("/v1/charges/:id", {}, async ({ sql, ids: [id = ""] }) => {
    const found = await findObject(sql, "charge", id)
    if (found) return found.object
    throw resourceMissing("charge", id, "id", 404)
  }),
  get("/v1/charges", { ...pageParameters, created: createdRange, payment_intent: text() }, (call) =>
    listPage(call, "charge", "/v1/charges", {
      created: call.parameters.created,
      paymentIntent: call.parameters.payment_intent,
    }),
  ),
]
