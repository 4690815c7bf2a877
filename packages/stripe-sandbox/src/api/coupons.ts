import type Stripe from "stripe"
import { unixSeconds } from "../context"
import { newId } from "../identifiers"
import { findObject, insertObject } from "../storage/objects"
import { ApiError, resourceMissing } from "./api-error"
import { type Endpoint, get, post } from "./endpoint"
import { createdRange, listPage, pageParameters } from "./list-page"
import { currency, integer, metadata, oneOf, type Reader, text, timestamp, unsupported } from "./parameters"

const percent: Reader<number | undefined> = (raw, path) => {
  const value = text()(raw, path)
  if (value === undefined) return undefined
  const number = Number(value)
  if (Number.isFinite(number) && number > 0 && number <= 100) return number
  throw new ApiError(`Invalid ${path}: must be greater than 0 and at most 100.`, { param: path })
}

export const couponEndpoints: Endpoint[] = [
  post(
    "/v1/coupons",
    {
      id: text(200),
      amount_off: integer(1),
      percent_off: percent,
      currency,
      duration: oneOf("once", "forever", "repeating"),
      max_redemptions: integer(1),
      metadata,
      name: text(40),
      redeem_by: timestamp,
      applies_to: unsupported,
      currency_options: unsupported,
      duration_in_months: unsupported,
    },
    async ({ work, parameters }) => {
      const { amount_off, percent_off, duration = "once" } = parameters
      if ((amount_off === undefined) === (percent_off === undefined)) {
        throw new ApiError(
          "You must pass exactly one of `percent_off` and `amount_off` when creating a coupon.",
        )
      }
      if (amount_off !== undefined && parameters.currency === undefined) {
        throw new ApiError("You must pass `currency` when passing `amount_off`.", {
          code: "parameter_missing",
          param: "currency",
        })
      }
      if (duration !== "once") {
        throw new ApiError('The Stripe sandbox implements only coupons with `duration` "once".', {
          code: "sandbox_unsupported",
          param: "duration",
        })
      }
      const coupon: Stripe.Coupon = {
        id: parameters.id ?? newId("coupon"),
        object: "coupon",
        amount_off: amount_off ?? null,
        created: unixSeconds(work.now),
        currency: amount_off === undefined ? null : (parameters.currency ?? null),
        duration,
        duration_in_months: null,
        livemode: false,
        max_redemptions: parameters.max_redemptions ?? null,
        metadata: parameters.metadata ?? {},
        name: parameters.name ?? null,
        percent_off: percent_off ?? null,
        redeem_by: parameters.redeem_by ?? null,
        times_redeemed: 0,
        valid: true,
      }
      if (await insertObject(work.sql, "coupon", coupon, {})) return coupon
      throw new ApiError("Coupon already exists.", { code: "resource_already_exists", param: "id" })
    },
  ),
  get("/v1/coupons/:id", {}, async ({ sql, ids: [id = ""] }) => {
    const found = await findObject(sql, "coupon", id)
    if (found) return found.object
    throw resourceMissing("coupon", id, "coupon", 404)
  }),
  get("/v1/coupons", { ...pageParameters, created: createdRange }, (call) =>
    listPage(call, "coupon", "/v1/coupons", { created: call.parameters.created }),
  ),
]
