import { POST as postMcp } from "../../src/app/api/mcp/route"
import { readConfig } from "../../src/env"
import type { Seams } from "../../src/services"
import { SCOPES, type Scope } from "../../src/store/access/api-token"
import { type CreateTokenInput, createToken } from "../../src/store/access/create-token"
import { openShop, type Shop, setShop } from "../../src/wiring"
import { openEmbedded } from "./databases"
import { ADMIN } from "./open-store"

export const ORIGIN = "http://localhost:3000"
export const RESET_SECRET = "reset-secret-of-the-tests"
export const ENVIRONMENT_TOKEN = "environment-token-of-the-tests"

export interface RpcAnswer {
  readonly status: number
  readonly headers: Headers
  readonly result?: Record<string, unknown> & { structuredContent?: Record<string, unknown> }
  readonly error?: {
    code: number
    message: string
    data: {
      type: string
      retryable: boolean
      userAction: string
      requestId: string
      details?: Record<string, unknown>
    }
  }
}

export interface AgentShop {
  readonly shop: Shop
  /** Makes a token with the scopes, all of them when none are named. */
  tokenFor(scopes?: readonly Scope[], more?: Partial<CreateTokenInput>): Promise<string>
  /** Sends one JSON-RPC request to the real route. */
  rpc(token: string | undefined, method: string, params?: unknown): Promise<RpcAnswer>
  /** Calls a tool; `result.structuredContent` or `error` says how it went. */
  call(token: string, tool: string, args?: unknown): Promise<RpcAnswer>
  close(): Promise<void>
}

/** A whole shop behind its real routes, on an embedded database unless another is given. */
export async function openAgentShop(databaseUrl?: string, seams: Seams = {}): Promise<AgentShop> {
  const database = databaseUrl ? undefined : await openEmbedded()
  const shop = await openShop(
    readConfig({
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      INNGEST_ENCRYPTION_KEY: Buffer.alloc(32, 3).toString("base64"),
      SWAG_STORE_API_TOKEN: ENVIRONMENT_TOKEN,
      SWAG_STORE_API_ACTOR_EMAIL: "environment@shop.test",
      SWAG_STORE_RESET_SECRET: RESET_SECRET,
      LOG_LEVEL: "silent",
    }),
    { ...(database ? { database } : {}), ...seams },
  )
  setShop(shop)
  const rpc: AgentShop["rpc"] = async (token, method, params) => {
    const response = await postMcp(rpcRequest(token, { jsonrpc: "2.0", id: 1, method, params }), NO_PARAMS)
    const body = response.status === 202 ? {} : ((await response.json()) as object)
    return { status: response.status, headers: response.headers, ...body }
  }
  return {
    shop,
    rpc,
    call: (token, name, args) => rpc(token, "tools/call", { name, arguments: args ?? {} }),
    async tokenFor(scopes = SCOPES, more = {}) {
      const input = { name: "test", scopes: [...scopes], ...more }
      return (await createToken(shop.contextFor(ADMIN), input)).token
    },
    async close() {
      setShop(undefined)
      await shop.close()
      await database?.close()
    },
  }
}

export const NO_PARAMS = { params: Promise.resolve({}) }

export function rpcRequest(
  token: string | undefined,
  body: unknown,
  headers: Record<string, string> = {},
): Request {
  return new Request(`${ORIGIN}/api/mcp`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
  })
}
