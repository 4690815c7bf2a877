import { findObject } from "../storage/objects"
import { resourceMissing } from "./api-error"
import { type Endpoint, get } from "./endpoint"
import { createdRange, listPage, pageParameters } from "./list-page"
import { text } from "./parameters"

export const disputeEndpoints: Endpoint[] = [
  get("/v1/disputes/:id", {}, async ({ sql, ids: [id = ""] }) => {
    const found = await findObject(sql, "dispute", id)
    if (found) return found.object
    throw resourceMissing("dispute", id, "dispute", 404)
  }),
  get(
    "/v1/disputes",
    { ...pageParameters, created: createdRange, charge: text(), payment_intent: text() },
    (call) =>
      listPage(call, "dispute", "/v1/disputes", {
        created: call.parameters.created,
        charge: call.parameters.charge,
        paymentIntent: call.parameters.payment_intent,
      }),
  ),
]
