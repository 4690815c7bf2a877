/** `api_error` is ours; `card_error` never leaves the hosted page, because the shop sees no cards. */
export type ErrorType = "invalid_request_error" | "idempotency_error" | "api_error"

/** A refusal in Stripe's shape (docs.stripe.com/api/errors). Thrown anywhere below the API, written once, at its edge. */
export class ApiError extends Error {
  readonly status: number
  readonly type: ErrorType
  readonly code: string | undefined
  readonly param: string | undefined

  constructor(
    message: string,
    options: { status?: number; type?: ErrorType; code?: string; param?: string } = {},
  ) {
    super(message)
    this.name = "ApiError"
    this.status = options.status ?? 400
    this.type = options.type ?? "invalid_request_error"
    this.code = options.code
    this.param = options.param
  }
}

/** 404 for an id in the path, 400 for one in the parameters, as Stripe answers. */
export function resourceMissing(noun: string, id: string, param: string, status: 400 | 404): ApiError {
  return new ApiError(`No such ${noun}: '${id}'`, { status, code: "resource_missing", param })
}
