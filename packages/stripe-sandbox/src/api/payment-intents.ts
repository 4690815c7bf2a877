import { findObject } from "../storage/objects"
import { resourceMissing } from "./api-error"
import { type Endpoint, get } from "./endpoint"
import { createdRange, listPage, pageParameters } from "./list-page"

export const paymentIntentEndpoints: Endpoint[] = [
  get("/v1/payment_intents/:id", {}, async ({ sql, ids: [id = ""] }) => {
    const found = await findObject(sql, "payment_intent", id)
    if (found) return found.object
    throw resourceMissing("payment_intent", id, "intent", 404)
  }),
  get("/v1/payment_intents", { ...pageParameters, created: createdRange }, (call) =>
    listPage(call, "payment_intent", "/v1/payment_intents", { created: call.parameters.created }),
  ),
]
