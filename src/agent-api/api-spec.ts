import { z } from "zod"
import { ERRORS, type ErrorType } from "../errors"
import { SIZE_ORDER } from "../store/catalog/product"
import type { apiSpecShape } from "./api-spec-shape"
import { errorsOf } from "./operation-errors"
import { listOperations } from "./registry"
import { errorsOfEndpoint, REST_ENDPOINTS } from "./rest-endpoints"
import { WORKFLOWS } from "./workflows"

/** The shop's interface for agents in one document, made from the registry and the error table. */
export function buildApiSpec(appOrigin: string): z.input<typeof apiSpecShape> {
  return {
    ax: {
      sizeOrder: [...SIZE_ORDER],
      workflows: mapValues(WORKFLOWS, (steps) => [...steps]),
      idempotency:
        "Send idempotencyKey (REST: the header Idempotency-Key) with every write. The same key with the same input answers with the first result and does nothing again; with another input it is a CONFLICT. A request that failed leaves its key free.",
      errors: {
        shape: {
          mcp: "error {code, message, data: {type, retryable, userAction, requestId, details?}}",
          rest: "{error: {type, message, retryable, userAction, requestId, details?}}",
        },
        types: (Object.keys(ERRORS) as ErrorType[]).map((type) => {
          const { rpcCode, ...advice } = ERRORS[type]
          return { type, code: rpcCode, ...advice }
        }),
      },
    },
    rest: {
      auth: "Authorization: Bearer swag_… (an API token that an admin makes under /admin → API Tokens)",
      endpoints: REST_ENDPOINTS.map((endpoint) => {
        const { method, path, operation } = endpoint
        const { title: description, scopes } = operation()
        return { method, path, description, scopes: [...scopes], errors: [...errorsOfEndpoint(endpoint)] }
      }),
      openapi: `${appOrigin}/api/ai/openapi.json`,
    },
    mcpTools: Object.fromEntries(
      listOperations().map((operation) => {
        const { name, title, description, scopes, effect, input } = operation
        const errors = [...errorsOf(operation)]
        return [
          name,
          { title, description, scopes: [...scopes], effect, errors, arguments: describeArguments(input) },
        ]
      }),
    ),
  }
}

/** Each argument as "required string: what it is". */
function describeArguments(input: z.ZodType): Record<string, string> {
  const { properties = {}, required = [] } = z.toJSONSchema(input, { io: "input" })
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => {
      const { type = "value", enum: values, description } = typeof schema === "object" ? schema : {}
      const kind = values ? values.map((value) => JSON.stringify(value)).join(" | ") : String(type)
      return [
        name,
        [`${required.includes(name) ? "required" : "optional"} ${kind}`, description]
          .filter(Boolean)
          .join(": "),
      ]
    }),
  )
}

function mapValues<Key extends string, From, To>(
  values: Record<Key, From>,
  to: (value: From) => To,
): Record<Key, To> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, to(value as From)])) as Record<
    Key,
    To
  >
}
