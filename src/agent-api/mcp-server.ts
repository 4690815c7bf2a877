import { type CallToolResult, Server, type Tool } from "@modelcontextprotocol/server"
import { z } from "zod"
import { ERRORS, StoreError } from "../errors"
import { toStoreError } from "../http/error-response"
import type { AuthenticatedToken } from "../store/access/authenticate-token"
import type { Shop } from "../wiring"
import { listPrompts, renderPrompt } from "./mcp-prompts"
import { listResources, listResourceTemplates, readResource } from "./mcp-resources"
import type { Operation } from "./operation"
import { findOperation, listOperations } from "./registry"
import { toProtocolError } from "./rpc-error"
import { runOperation } from "./run-operation"

const INSTRUCTIONS =
  "This is the Inngest swag store. Call get_api_spec first: it holds the workflows. Preview before you write, send an idempotencyKey with every write, and follow error.data.userAction when something fails."

/** A server for one request of one token. Tools are the registry's operations; nothing is kept between requests. */
export function createMcpServer(shop: Shop, token: AuthenticatedToken, requestId: string): Server {
  const server = new Server(
    { name: "inngest-swag-store", title: "Inngest Swag Store", version: "1.0.0" },
    { capabilities: { tools: {}, resources: {}, prompts: {} }, instructions: INSTRUCTIONS },
  )
  const speaking = <Answer>(work: () => Promise<Answer>) => speakRpc(shop, requestId, work)
  server.setRequestHandler("tools/list", async () => ({ tools: describeTools() }))
  server.setRequestHandler("tools/call", ({ params }) =>
    speaking(() => callTool(shop, token, params.name, params.arguments ?? {})),
  )
  server.setRequestHandler("resources/list", async () => ({ resources: listResources() }))
  server.setRequestHandler("resources/templates/list", async () => ({
    resourceTemplates: listResourceTemplates(),
  }))
  server.setRequestHandler("resources/read", ({ params }) =>
    speaking(() => readResource(shop, token, params.uri)),
  )
  server.setRequestHandler("prompts/list", async () => ({ prompts: listPrompts() }))
  server.setRequestHandler("prompts/get", ({ params }) => speaking(async () => renderPrompt(params.name)))
  return server
}

async function callTool(
  shop: Shop,
  token: AuthenticatedToken,
  name: string,
  args: unknown,
): Promise<CallToolResult> {
  const operation = findOperation(name)
  if (!operation) throw new StoreError("UNKNOWN_TOOL", `There is no tool called ${name.slice(0, 100)}.`)
  const structuredContent = await runOperation(shop, token, operation, args)
  return { content: [{ type: "text", text: JSON.stringify(structuredContent) }], structuredContent }
}

let tools: Tool[] | undefined

/** Made once: the schemas are the same for every request. */
function describeTools(): Tool[] {
  tools ??= listOperations().map(describeTool)
  return tools
}

function describeTool({ name, title, description, input, output, effect }: Operation): Tool {
  return {
    name,
    title,
    description,
    inputSchema: toSchema(input, "input"),
    outputSchema: toSchema(output, "output"),
    annotations: {
      title,
      readOnlyHint: effect === "read",
      destructiveHint: effect !== "read",
      idempotentHint: effect !== "write",
      openWorldHint: false,
    },
  }
}

function toSchema(schema: Operation["input"], io: "input" | "output"): Tool["inputSchema"] {
  return z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Tool["inputSchema"]
}

/** Failures leave as JSON-RPC errors from the shop's one table; surprises are logged under the request's id. */
async function speakRpc<Answer>(shop: Shop, requestId: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const failure = toStoreError(error)
    if (ERRORS[failure.type].status >= 500) shop.logger.error({ err: error, requestId }, "MCP call failed")
    throw toProtocolError(failure, requestId)
  }
}
