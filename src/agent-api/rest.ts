import { Hono } from "hono"
import { z } from "zod"
import { StoreError } from "../errors"
import { requireBearer } from "../http/bearer"
import { documentPolicy } from "../http/page-policy"
import { readJson } from "../http/read-body"
import type { Shop } from "../wiring"
import { buildApiSpec } from "./api-spec"
import { buildOpenApi } from "./openapi"
import type { Operation } from "./operation"
import { renderReference } from "./reference-page"
import { REST_ENDPOINTS, type RestEndpoint } from "./rest-endpoints"
import { runOperation } from "./run-operation"

/** A picture of 4 MiB in base64, and what stands around it. */
const MAX_BODY_BYTES = 6 * 1024 * 1024

interface Environment {
  readonly Bindings: { readonly shop: Shop }
}

let app: Hono<Environment> | undefined

/**
 * The REST form of the registry.
 * @throws StoreError and ZodError; the route that mounts this turns them into the one error shape
 */
export async function serveRest(shop: Shop, request: Request): Promise<Response> {
  app ??= createRest()
  return app.fetch(request, { shop })
}

function createRest(): Hono<Environment> {
  const rest = new Hono<Environment>()
  for (const endpoint of REST_ENDPOINTS) {
    rest[endpoint.method](endpoint.path, ({ env, req }) => answer(env.shop, req.raw, endpoint))
  }
  rest.get("/api/ai/openapi.json", ({ env }) => {
    return Response.json(buildOpenApi(env.shop.config.appOrigin), {
      headers: { "access-control-allow-origin": "*" },
    })
  })
  rest.get("/api/ai", ({ env }) => {
    const html = renderReference(buildOpenApi(env.shop.config.appOrigin))
    return new Response(html, {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": documentPolicy(html),
      },
    })
  })
  rest.notFound(({ req }) => {
    const methods = REST_ENDPOINTS.filter(({ path }) => path === req.path).map(({ method }) =>
      method.toUpperCase(),
    )
    if (methods.length === 0)
      throw new StoreError("NOT_FOUND", `There is no ${req.path}; see /api/ai for what there is.`)
    throw new StoreError("METHOD_NOT_FOUND", `${req.path} answers ${methods.join(" and ")} only.`)
  })
  rest.onError((error) => {
    throw error
  })
  return rest
}

async function answer(
  shop: Shop,
  request: Request,
  { method, operation, withApiSpec }: RestEndpoint,
): Promise<Response> {
  const token = await requireBearer(request, shop)
  const input = method === "get" ? readQuery(request) : await readBody(request, operation())
  const result = await runOperation(shop, token, operation(), input)
  const body = withApiSpec ? { ...result, apiSpec: buildApiSpec(shop.config.appOrigin) } : result
  return Response.json(body, { headers: { "cache-control": "no-store" } })
}

function readQuery(request: Request): Record<string, string | number> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return query.limit === undefined ? query : { ...query, limit: Number(query.limit) }
}

/** The header Idempotency-Key stands for the field of the same name, where the operation has it. */
async function readBody(request: Request, { input }: Operation): Promise<unknown> {
  const body = await readJson(request, MAX_BODY_BYTES)
  const key = request.headers.get("idempotency-key")
  const takesKey = input instanceof z.ZodObject && "idempotencyKey" in input.shape
  if (key === null || !takesKey || typeof body !== "object" || body === null || Array.isArray(body))
    return body
  return { idempotencyKey: key, ...body }
}
