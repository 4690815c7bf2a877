import type { IncomingMessage, ServerResponse } from "node:http"
import type { Api } from "../http/api"
import { type ApiAnswer, refusal } from "../http/api-request"
import { handleApi } from "../http/handle-api"
import type { Log } from "../log"
import { answerPage, type Pages } from "./answer-page"
import { guardOrigin } from "./guard-origin"
import { BodyTooLarge, readNodeRequest } from "./read-node-request"

export interface Doors {
  readonly api: Api
  readonly pages: Pages
  readonly log: Log
  /** Resolves once every app has been asked for its functions. */
  readonly appsAsked: Promise<void>
}

/** Answers one request of the server: where it comes from is looked at before anything else. */
export async function answerRequest(
  { api, pages, log, appsAsked }: Doors,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const { refused, headers } = guardOrigin(incoming, {
    keyed: pages.signingKey !== null,
    host: pages.host,
  })
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value)
  if (refused) return send(outgoing, refusal(403, refused))
  if (incoming.method === "OPTIONS") return send(outgoing, { status: 204, body: null })
  // An event that came before any function is known would start nothing, and nobody would send it again.
  if (isEvent(incoming) && api.context.registry.all().length === 0) await appsAsked
  if (await answerPage(pages, log, incoming, outgoing)) return
  send(outgoing, await answerOfApi(api, log, incoming))
}

function isEvent({ method, url = "" }: IncomingMessage): boolean {
  return method === "POST" && url.startsWith("/e/")
}

async function answerOfApi(api: Api, log: Log, incoming: IncomingMessage): Promise<ApiAnswer> {
  try {
    return await handleApi(api, readNodeRequest(incoming))
  } catch (error) {
    log.error({ err: error }, "A request could not be answered.")
    return error instanceof BodyTooLarge
      ? refusal(413, error.message)
      : refusal(500, "This could not be done.")
  }
}

function send(outgoing: ServerResponse, answer: ApiAnswer): void {
  const body = answer.text ?? (answer.body === null ? "" : JSON.stringify(answer.body))
  const type = answer.text === undefined ? "application/json" : "text/plain; version=0.0.4; charset=utf-8"
  outgoing.writeHead(answer.status, body === "" ? {} : { "content-type": type })
  outgoing.end(body)
}
