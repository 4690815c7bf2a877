/**
 * The one error table. Every surface (REST, MCP, pages, server actions) renders failures from it,
 * so a status, a JSON-RPC code and an advice can never disagree.
 */
export const ERRORS = {
  UNAUTHORIZED: {
    status: 401,
    rpcCode: -32001,
    retryable: false,
    userAction: "Send a valid API token as `Authorization: Bearer swag_…`, or sign in.",
  },
  FORBIDDEN: {
    status: 403,
    rpcCode: -32003,
    retryable: false,
    userAction: "Ask an admin for a token or a role that allows this.",
  },
  PARSE_ERROR: {
    status: 400,
    rpcCode: -32700,
    retryable: false,
    userAction: "Send a well-formed JSON body.",
  },
  METHOD_NOT_FOUND: {
    status: 405,
    rpcCode: -32601,
    retryable: false,
    userAction: "Use one of the methods that the documentation lists.",
  },
  UNKNOWN_TOOL: {
    status: 404,
    rpcCode: -32602,
    retryable: false,
    userAction: "List the tools and call one of them by its exact name.",
  },
  VALIDATION_ERROR: {
    status: 400,
    rpcCode: -32602,
    retryable: false,
    userAction: "Correct the named fields and send the request again.",
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    rpcCode: -32602,
    retryable: false,
    userAction: "Send a smaller body.",
  },
  RATE_LIMITED: {
    status: 429,
    rpcCode: -32050,
    retryable: true,
    userAction: "Wait for the time that Retry-After gives, then try again.",
  },
  DISCOUNT_REDEEMED: {
    status: 409,
    rpcCode: -32010,
    retryable: false,
    userAction: "Use another discount code, or order without one.",
  },
  DISCOUNT_INVALID: {
    status: 422,
    rpcCode: -32011,
    retryable: false,
    userAction: "Check the code for typing errors, or order without one.",
  },
  PAYMENT_CONFIGURATION_MISSING: {
    status: 503,
    rpcCode: -32020,
    retryable: false,
    userAction: "The operator must configure payments before paid orders can be taken.",
  },
  INVENTORY_UNAVAILABLE: {
    status: 409,
    rpcCode: -32030,
    retryable: false,
    userAction: "Lower the quantity or choose another variant; current stock is on the product.",
  },
  CONFLICT: {
    status: 409,
    rpcCode: -32031,
    retryable: false,
    userAction: "Load the current state and repeat the request against it.",
  },
  NOT_FOUND: {
    status: 404,
    rpcCode: -32040,
    retryable: false,
    userAction: "Check the id; list the resource to find valid ones.",
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    rpcCode: -32050,
    retryable: true,
    userAction: "Try again in a few seconds with the same idempotency key.",
  },
  INTERNAL_ERROR: {
    status: 500,
    rpcCode: -32000,
    retryable: true,
    userAction: "Try again; if it keeps failing, report the request id.",
  },
} as const

export type ErrorType = keyof typeof ERRORS

/**
 * A failure that the caller can understand and act on. `message` is public: a sentence without personal
 * data. `cause` is private and only logged. Anything else that is thrown becomes INTERNAL_ERROR at the edge.
 */
export class StoreError extends Error {
  override readonly name = "StoreError"
  readonly type: ErrorType
  /** What to do next; the table's advice unless the thrower knows better. */
  readonly userAction: string
  /** Public facts that a program can use, such as the field that failed or the stock that is left. */
  readonly details: Readonly<Record<string, unknown>> | undefined

  constructor(
    type: ErrorType,
    message: string,
    options: { userAction?: string; details?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.type = type
    this.userAction = options.userAction ?? ERRORS[type].userAction
    this.details = options.details
  }

  /**
   * By what it is, not by whose copy of this class made it: Next bundles the module for the boot and again for the
   * routes, and what a service of the boot throws is caught in a route.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (!(value instanceof Error) || value.name !== "StoreError" || !("type" in value)) return false
    return typeof value.type === "string" && Object.hasOwn(ERRORS, value.type)
  }
}
