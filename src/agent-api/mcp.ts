import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server"
import { StoreError } from "../errors"
import { addressedToUs } from "../http/addressed-to-us"
import { requireBearer } from "../http/bearer"
import { challengeHeaders, toStoreError } from "../http/error-response"
import { parseJson, readText } from "../http/read-body"
import type { AuthenticatedToken } from "../store/access/authenticate-token"
import type { Shop } from "../wiring"
import { createMcpServer } from "./mcp-server"
import { adviseError, rpcErrorResponse } from "./rpc-error"

/** A picture of 4 MiB in base64, and what stands around it. */
const MAX_BODY_BYTES = 6 * 1024 * 1024

/**
 * One MCP request. Stateless: a request brings all that it needs, any process may answer it, the answer is one JSON
 * body. Both eras of the protocol are served: 2026-07-28 and the revisions with a handshake before it.
 */
export async function serveMcp(shop: Shop, request: Request, requestId: string): Promise<Response> {
  try {
    addressedToUs(request, shop.config.appOrigin)
    if (request.method !== "POST") {
      const message = "This endpoint answers POST only; there are no sessions to open or end."
      return rpcErrorResponse(new StoreError("METHOD_NOT_FOUND", message), requestId, 405, { allow: "POST" })
    }
    const token = await requireBearer(request, shop)
    const body = parseJson(await readText(request, MAX_BODY_BYTES))
    const answer = await answerByEra(shop, token, asJsonRequest(request), body, requestId)
    return await adviseError(answer, requestId)
  } catch (error) {
    const failure = toStoreError(error)
    if (failure.type === "INTERNAL_ERROR") shop.logger.error({ err: error, requestId }, "MCP request failed")
    return rpcErrorResponse(failure, requestId, undefined, challengeHeaders(failure, shop.config.appOrigin))
  }
}

async function answerByEra(
  shop: Shop,
  token: AuthenticatedToken,
  request: Request,
  parsedBody: unknown,
  requestId: string,
): Promise<Response> {
  if (!(await isLegacyRequest(request, parsedBody))) {
    const options = { legacy: "reject", maxRequestBodySize: MAX_BODY_BYTES } as const
    return createMcpHandler(() => createMcpServer(shop, token, requestId), options).fetch(request, {
      parsedBody,
    })
  }
  const server = createMcpServer(shop, token, requestId)
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    return await transport.handleRequest(request, { parsedBody })
  } finally {
    await server.close()
  }
}

/** Answers are JSON whatever a client says it takes, so plain HTTP clients need not know about event streams. */
function asJsonRequest(request: Request): Request {
  const headers = new Headers(request.headers)
  headers.set("accept", "application/json, text/event-stream")
  headers.set("content-type", "application/json")
  return new Request(request.url, { method: "POST", headers, signal: request.signal })
}
