import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { catalogVersion } from "../../services/catalog-version"
import { type Door, openBeforeNext } from "../before-next"
import { answerPage } from "./answer-page"
import { askNext } from "./ask-next"
import { createPageMemory } from "./page-memory"
import { PAGE_VERSION, type RenderedPage, renderedPage } from "./rendered-page"

const MAX_BYTES = 32 * 1024 * 1024

/** A change that comes while a page is rendered has it rendered again, but not for ever. */
const ATTEMPTS = 3

/**
 * Answers the pages that are the same for everyone from memory, before Next sees the request.
 * @see docs/decisions/0012-pages-are-answered-before-next.md
 */
export function servePagesFromMemory(): void {
  openBeforeNext((server) => pageDoor(server))
}

/** The memory of one server's pages. A page that it lacks it asks the server for, and hands that request on. */
export function pageDoor(server: Server, maxBytes = MAX_BYTES): Door {
  const memory = createPageMemory(maxBytes)
  const rendering = new Map<string, Promise<RenderedPage | undefined>>()
  const ownConnections = new WeakSet<object>()
  return (request, response, handOn) => {
    if (ownConnections.has(request.socket)) return handOn()
    const path = pathOfPage(request)
    const page = path === undefined ? undefined : memory.get(path)
    if (path === undefined) handOver(response, handOn)
    else if (!page) handOver(response, handOn, path)
    else if (page.variesBy.some((name) => name in request.headers)) handOver(response, handOn)
    else if (page.version === catalogVersion()) answerPage(request, response, page)
    else
      void renderSince(path, catalogVersion()).then((fresh) =>
        fresh ? answerPage(request, response, fresh) : handOver(response, handOn, path),
      )
  }

  function handOver(response: ServerResponse, handOn: () => void, path?: string): void {
    hideVersion(response, (status) => {
      if (path !== undefined && (status === 200 || status === 304)) {
        response.once("close", () => void render(path))
      }
    })
    handOn()
  }

  /** The page as the catalogue was at that version or later. */
  async function renderSince(path: string, version: number): Promise<RenderedPage | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const page = await render(path)
      if (!page || page.version >= version) return page
    }
    return undefined
  }

  /** However many ask for a page at once, it is rendered once. What turns out to be no page for everyone is forgotten. */
  function render(path: string): Promise<RenderedPage | undefined> {
    const running =
      rendering.get(path) ??
      askNext(server, path, (connection) => ownConnections.add(connection))
        .then(renderedPage)
        .catch(() => undefined)
        .then((page) => {
          if (page) memory.set(path, page)
          else memory.delete(path)
          rendering.delete(path)
          return page
        })
    rendering.set(path, running)
    return running
  }
}

/** Calls back when the answer is one of Next's page cache, whose version is for this process only. */
function hideVersion(response: ServerResponse, onPage: (status: number) => void): void {
  const writeHead = response.writeHead
  response.writeHead = function (this: ServerResponse, ...head: Parameters<typeof writeHead>) {
    if (this.hasHeader(PAGE_VERSION)) {
      this.removeHeader(PAGE_VERSION)
      onPage(head[0])
    }
    return writeHead.apply(this, head)
  } as typeof writeHead
}

/** In one spelling only, or a stranger could fill the memory with one page under many names. */
const PATH = /^\/(?:[\w~-]+(?:[./][\w~-]+)*)?$/

/** The path of what may be a page for everyone. Those pages know no query; Next's own has `_rsc`. */
function pathOfPage({ method, url = "", headers }: IncomingMessage): string | undefined {
  if (method !== "GET" && method !== "HEAD") return undefined
  const query = url.indexOf("?")
  if (query !== -1 && /[?&]_rsc\b/.test(url.slice(query))) return undefined
  if (headers["x-prerender-revalidate"] !== undefined || headers.cookie?.includes("__prerender_bypass")) {
    return undefined
  }
  const path = query === -1 ? url : url.slice(0, query)
  return PATH.test(path) ? path : undefined
}
