import { OpenAPIHono, z } from "@hono/zod-openapi"
import { ERRORS, type ErrorType } from "../errors"
import { apiSpecShape } from "./api-spec-shape"
import { errorsOfEndpoint, REST_ENDPOINTS, type RestEndpoint } from "./rest-endpoints"

export type OpenApiDocument = ReturnType<OpenAPIHono["getOpenAPI31Document"]>
type Registry = OpenAPIHono["openAPIRegistry"]

const errorShape = (types: readonly ErrorType[]) =>
  z.object({
    error: z.object({
      type: z.enum(types),
      message: z.string(),
      retryable: z.boolean(),
      userAction: z.string(),
      requestId: z.string(),
      details: z.record(z.string(), z.unknown()).optional(),
    }),
  })

/** OpenAPI 3.1 of the REST endpoints, made from the registry. */
export function buildOpenApi(appOrigin: string): OpenApiDocument {
  const app = new OpenAPIHono()
  const registry = app.openAPIRegistry
  registry.registerComponent("securitySchemes", "bearer", { type: "http", scheme: "bearer" })
  for (const endpoint of REST_ENDPOINTS) registerPath(registry, endpoint)
  return app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Inngest Swag Store",
      version: "1.0.0",
      description: `Every write takes the header Idempotency-Key. The same operations and more are MCP tools at ${appOrigin}/api/mcp.`,
    },
    servers: [{ url: appOrigin }],
  })
}

function registerPath(registry: Registry, endpoint: RestEndpoint): void {
  const { method, path, operation, withApiSpec } = endpoint
  const { name, title, description, scopes, input, output } = operation()
  const answer = withApiSpec ? (output as z.ZodObject).extend({ apiSpec: apiSpecShape }) : output
  const key = z.object({ "idempotency-key": z.string().max(200).optional() })
  registry.registerPath({
    method,
    path,
    operationId: name,
    summary: title,
    description: `${description}\n\nScopes: ${scopes.join(", ")}.`,
    security: [{ bearer: [...scopes] }],
    request:
      method === "get"
        ? { query: input as z.ZodObject }
        : { headers: key, body: { required: true, content: { "application/json": { schema: input } } } },
    responses: {
      200: { description: title, content: { "application/json": { schema: answer } } },
      ...errorResponses(errorsOfEndpoint(endpoint)),
    },
  })
}

/** The possible errors by status, each with what to do about it. */
function errorResponses(possible: readonly ErrorType[]) {
  const statuses = [...new Set(possible.map((type) => ERRORS[type].status))].sort((a, b) => a - b)
  return Object.fromEntries(
    statuses.map((status) => {
      const types = possible.filter((type) => ERRORS[type].status === status)
      const description = types.map((type) => `${type}: ${ERRORS[type].userAction}`).join(" ")
      return [status, { description, content: { "application/json": { schema: errorShape(types) } } }]
    }),
  )
}
