import { ProtocolError } from "@modelcontextprotocol/server"
import { ERRORS, type ErrorType, StoreError } from "../errors"

interface RpcError {
  readonly code: number
  readonly message: string
  readonly data?: Record<string, unknown>
}

/** A failure as JSON-RPC says it, with what to do about it. */
export function toProtocolError(failure: StoreError, requestId: string): ProtocolError {
  const { code, message, data } = rpcErrorOf(failure, requestId)
  return new ProtocolError(code, message, data)
}

function rpcErrorOf({ type, message, userAction, details }: StoreError, requestId: string): RpcError {
  const { rpcCode, retryable } = ERRORS[type]
  return {
    code: rpcCode,
    message,
    data: { type, retryable, userAction, requestId, ...(details ? { details } : {}) },
  }
}

/** Failures that never reach a tool: their HTTP status says the same as their code. */
export function rpcErrorResponse(
  failure: StoreError,
  requestId: string,
  status: number = ERRORS[failure.type].status,
  headers: Record<string, string> = {},
): Response {
  const retryAfter = failure.details?.retryAfterSeconds
  return Response.json(
    { jsonrpc: "2.0", id: null, error: rpcErrorOf(failure, requestId) },
    {
      status,
      headers: {
        "cache-control": "no-store",
        "x-request-id": requestId,
        ...(typeof retryAfter === "number" ? { "retry-after": String(retryAfter) } : {}),
        ...headers,
      },
    },
  )
}

/** What the SDK refuses by itself, by JSON-RPC's own codes. */
const SDK_ERRORS: Readonly<Record<number, ErrorType>> = {
  [-32700]: "PARSE_ERROR",
  [-32600]: "VALIDATION_ERROR",
  [-32601]: "METHOD_NOT_FOUND",
  [-32602]: "VALIDATION_ERROR",
  [-32603]: "INTERNAL_ERROR",
}

/** The SDK's answer; where it refused something by itself, with the advice that every error of the shop has. */
export async function adviseError(response: Response, requestId: string): Promise<Response> {
  const headers = new Headers(response.headers)
  headers.set("x-request-id", requestId)
  headers.set("cache-control", "no-store")
  if (!headers.get("content-type")?.includes("application/json")) {
    return new Response(response.body, { status: response.status, headers })
  }
  const answer = (await response.json()) as { error?: RpcError }
  headers.delete("content-length")
  return new Response(
    JSON.stringify(answer.error ? { ...answer, error: advised(answer.error, requestId) } : answer),
    {
      status: response.status,
      headers,
    },
  )
}

function advised(error: RpcError, requestId: string): RpcError {
  if (error.data?.type !== undefined) return error
  const failure = new StoreError(SDK_ERRORS[error.code] ?? "VALIDATION_ERROR", error.message)
  const { data } = rpcErrorOf(failure, requestId)
  return { ...error, data: { ...error.data, ...data } }
}
