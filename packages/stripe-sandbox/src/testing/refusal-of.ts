import Stripe from "stripe"

/** What the SDK throws for a refused request. Throws itself when the request is not refused. */
export async function refusalOf(request: Promise<unknown>): Promise<{
  statusCode: number | undefined
  type: string
  rawType: string | undefined
  code: string | undefined
  param: string | undefined
  message: string
  requestId: string | undefined
}> {
  try {
    await request
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const { statusCode, type, rawType, code, param, message, requestId } = error
    return { statusCode, type, rawType, code, param, message, requestId }
  }
  throw new Error("The request was not refused.")
}
