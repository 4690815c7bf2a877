import type { ErrorType } from "../errors"
import type { Operation } from "./operation"
import { errorsOf } from "./operation-errors"
import { generateDiscountCode } from "./operations/generate-discount-code"
import { listProducts } from "./operations/list-products"
import { submitOrder } from "./operations/submit-order"
import { upsertProduct } from "./operations/upsert-product"

export interface RestEndpoint {
  readonly method: "get" | "post"
  readonly path: string
  readonly operation: () => Operation
  /** Answers of the catalogue carry the specification along, for agents that start here. */
  readonly withApiSpec: boolean
}

/** The operations that have a REST form. */
export const REST_ENDPOINTS: readonly RestEndpoint[] = [
  { method: "get", path: "/api/ai/products", operation: () => listProducts, withApiSpec: true },
  { method: "post", path: "/api/ai/products", operation: () => upsertProduct, withApiSpec: true },
  {
    method: "post",
    path: "/api/ai/discount-codes",
    operation: () => generateDiscountCode,
    withApiSpec: false,
  },
  { method: "post", path: "/api/ai/orders", operation: () => submitOrder, withApiSpec: false },
]

/** Every error that the endpoint may answer with. A GET has no body that could be malformed or too large. */
export function errorsOfEndpoint({ method, operation }: RestEndpoint): readonly ErrorType[] {
  const errors = errorsOf(operation())
  return method === "get"
    ? errors.filter((type) => type !== "PARSE_ERROR" && type !== "PAYLOAD_TOO_LARGE")
    : errors
}
