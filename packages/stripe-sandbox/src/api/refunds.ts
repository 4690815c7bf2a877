import { refundCharge } from "../payments/refund-charge"
import { findObject } from "../storage/objects"
import { ApiError, resourceMissing } from "./api-error"
import { type Endpoint, get, post } from "./endpoint"
import { createdRange, listPage, pageParameters } from "./list-page"
import { integer, metadata, oneOf, text, unsupported } from "./parameters"

export const refundEndpoints: Endpoint[] = [
  post(
    "/v1/refunds",
    {
      charge: text(),
      payment_intent: text(),
      amount: integer(1),
      reason: oneOf("duplicate", "fraudulent", "requested_by_customer"),
      metadata,
      currency: unsupported,
      customer: unsupported,
      instructions_email: unsupported,
      origin: unsupported,
      refund_application_fee: unsupported,
      reverse_transfer: unsupported,
    },
    async ({ work, parameters }) => {
      const { charge, payment_intent: paymentIntent, amount, reason, metadata = {} } = parameters
      if (charge === undefined && paymentIntent === undefined) {
        throw new ApiError(
          "One of the following params should be provided for this request: payment_intent or charge.",
        )
      }
      const chargeId = charge ?? (await chargeOf(work.sql, paymentIntent ?? ""))
      return refundCharge(work, { chargeId, amount, reason: reason ?? null, metadata })
    },
  ),
  get("/v1/refunds/:id", {}, async ({ sql, ids: [id = ""] }) => {
    const found = await findObject(sql, "refund", id)
    if (found) return found.object
    throw resourceMissing("refund", id, "refund", 404)
  }),
  get(
    "/v1/refunds",
    { ...pageParameters, created: createdRange, charge: text(), payment_intent: text() },
    (call) =>
      listPage(call, "refund", "/v1/refunds", {
        created: call.parameters.created,
        charge: call.parameters.charge,
        paymentIntent: call.parameters.payment_intent,
      }),
  ),
]

async function chargeOf(sql: Parameters<typeof findObject>[0], paymentIntentId: string): Promise<string> {
  const found = await findObject(sql, "payment_intent", paymentIntentId)
  if (!found) throw resourceMissing("payment_intent", paymentIntentId, "payment_intent", 404)
  const charge = found.object.latest_charge
  if (found.object.status === "succeeded" && typeof charge === "string") return charge
  throw new ApiError(`This PaymentIntent (${paymentIntentId}) does not have a successful charge to refund.`, {
    param: "payment_intent",
  })
}
