import type { z } from "zod"
import type { RateLimit } from "../http/rate-limit"
import type { Scope } from "../store/access/api-token"
import type { Context } from "../store/context"
import type { OwnErrorType } from "./operation-errors"

/**
 * Something an agent can do. MCP, REST, OpenAPI and get_api_spec are views of these; nothing about an operation is
 * written anywhere else.
 */
export interface Operation<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly name: string
  readonly title: string
  /** When to use it, and where each id comes from. */
  readonly description: string
  /** A token needs all of them. */
  readonly scopes: readonly Scope[]
  readonly input: Input
  readonly output: Output
  readonly effect: Effect
  /** What its deed may be refused with, beyond what any call may be: see operation-errors. */
  readonly errors: readonly OwnErrorType[]
  /** Counted per token, for operations that cost more than a query. */
  readonly limit?: RateLimit
  /** For operations that count against a token's daily limits: what an admin reads before approving. No personal data. */
  readonly summarize?: (input: z.output<Input>) => string
  run(ctx: Context, input: z.output<Input>): Promise<z.input<Output>>
}

/** read: changes nothing · idempotent: twice is as once · write: each call does it again, unless a key says otherwise */
export type Effect = "read" | "idempotent" | "write"

/** Gives an operation its types; `run` sees what `input` makes of the arguments. */
export function defineOperation<Input extends z.ZodType, Output extends z.ZodType>(
  operation: Operation<Input, Output>,
): Operation {
  return operation as unknown as Operation
}
