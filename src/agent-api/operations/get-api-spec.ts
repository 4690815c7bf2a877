import { z } from "zod"
import { buildApiSpec } from "../api-spec"
import { apiSpecShape } from "../api-spec-shape"
import { defineOperation } from "../operation"

export const getApiSpec = defineOperation({
  name: "get_api_spec",
  title: "Get the API's specification",
  description:
    "How to work with this shop: the workflows step by step, every tool and REST endpoint with its scopes, how to retry safely, and every error with what to do about it. Call it first.",
  scopes: [],
  effect: "read",
  errors: [],
  input: z.strictObject({}),
  output: apiSpecShape,
  run: async (ctx) => buildApiSpec(ctx.ports.config.appOrigin),
})
