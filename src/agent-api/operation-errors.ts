import { ERRORS, type ErrorType } from "../errors"
import type { Operation } from "./operation"

/** What any call may be answered with: the way in, its arguments, a limit, a database that is away, a surprise. */
const OF_ANY_CALL = [
  "UNAUTHORIZED",
  "FORBIDDEN",
  "PARSE_ERROR",
  "VALIDATION_ERROR",
  "PAYLOAD_TOO_LARGE",
  "RATE_LIMITED",
  "SERVICE_UNAVAILABLE",
  "INTERNAL_ERROR",
] as const satisfies readonly ErrorType[]

/** What only some operations can fail with, and these name. The last two are of the endpoint, before any operation. */
export type OwnErrorType = Exclude<
  ErrorType,
  (typeof OF_ANY_CALL)[number] | "METHOD_NOT_FOUND" | "UNKNOWN_TOOL"
>

/** Every error that a call of the operation may be answered with, in the order of the error table. */
export function errorsOf({ errors }: Pick<Operation, "errors">): readonly ErrorType[] {
  const possible: readonly ErrorType[] = [...OF_ANY_CALL, ...errors]
  return (Object.keys(ERRORS) as ErrorType[]).filter((type) => possible.includes(type))
}
