import { z } from "zod"

const stepsShape = z.array(z.string())
const errorShape = z.object({
  type: z.string(),
  code: z.number().int(),
  status: z.number().int(),
  retryable: z.boolean(),
  userAction: z.string(),
})

/** What get_api_spec answers with. */
export const apiSpecShape = z.object({
  ax: z.object({
    sizeOrder: z.array(z.string()),
    workflows: z.object({
      productCreateOrUpdate: stepsShape,
      orderSubmission: stepsShape,
      eventSwagOrder: stepsShape,
      receivingShipment: stepsShape,
      physicalInventoryAudit: stepsShape,
    }),
    idempotency: z.string(),
    errors: z.object({ shape: z.record(z.string(), z.string()), types: z.array(errorShape) }),
  }),
  rest: z.object({
    auth: z.string(),
    endpoints: z.array(
      z.object({
        method: z.string(),
        path: z.string(),
        description: z.string(),
        scopes: z.array(z.string()),
        errors: z.array(z.string()),
      }),
    ),
    openapi: z.string(),
  }),
  mcpTools: z.record(
    z.string(),
    z.object({
      title: z.string(),
      description: z.string(),
      scopes: z.array(z.string()),
      effect: z.string(),
      errors: z.array(z.string()),
      arguments: z.record(z.string(), z.string()),
    }),
  ),
})
