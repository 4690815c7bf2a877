import { randomUUID } from "node:crypto"
import { connection } from "next/server"
import { StoreError } from "../errors"
import type { Actor } from "../store/actor"
import type { Context } from "../store/context"
import { getShop, type Shop } from "../wiring"
import { challengeHeaders, errorResponse, toStoreError } from "./error-response"

export interface RouteInput<Params> {
  readonly request: Request
  readonly params: Params
  readonly shop: Shop
  readonly requestId: string
  /** The verbs' context for a stranger. Guards that know the caller make their own. */
  readonly ctx: Context
}

/**
 * Who may call a route. `public`: anyone, and nothing is changed on anyone's behalf. `same-origin`: a form or
 * script of this shop (its cookies count). `signed`, `bearer` and `admin`: the handler checks a signature, token
 * or session itself through http/webhook, http/bearer or http/session.
 */
export type Guard = "public" | "same-origin" | "signed" | "bearer" | "admin"

const SHOPPER: Actor = { kind: "shopper" }

/** Wraps a handler: opens the shop, checks the guard, and turns whatever is thrown into the one error shape. */
export function route<Params = unknown>(
  guard: Guard,
  handler: (input: RouteInput<Params>) => Promise<Response>,
): (request: Request, context: { params: Promise<Params> }) => Promise<Response> {
  return async (request, context) => {
    // A build may render what is read, never what is changed.
    if (request.method === "GET") await untilRequested()
    const requestId = request.headers.get("x-request-id")?.match(/^[\w-]{8,64}$/)?.[0] ?? randomUUID()
    let shop: Shop | undefined
    try {
      shop = await getShop()
      if (guard === "same-origin") requireSameOrigin(request, shop.config.appOrigin)
      const params = await context.params
      return await handler({ request, params, shop, requestId, ctx: shop.contextFor(SHOPPER) })
    } catch (error) {
      const failure = toStoreError(error)
      if (failure.type === "INTERNAL_ERROR" || failure.type === "SERVICE_UNAVAILABLE")
        await logFailure(error, requestId)
      if (REFUSALS.has(failure.type)) shop?.logger.info(refusalOf(request, failure, requestId), "refused")
      return errorResponse(failure, requestId, shop ? challengeHeaders(failure, shop.config.appOrigin) : {})
    }
  }
}

/** What someone may have tried on purpose: worth a line of its own. */
const REFUSALS: ReadonlySet<string> = new Set(["UNAUTHORIZED", "FORBIDDEN", "RATE_LIMITED"])

function refusalOf({ method, url }: Request, { type }: StoreError, requestId: string) {
  return { requestId, method, path: new URL(url).pathname, refusal: type }
}

/** A test that calls a route directly is no build to wait out; whatever else Next says here is meant for Next. */
async function untilRequested(): Promise<void> {
  try {
    await connection()
  } catch (error) {
    if (!(error instanceof Error && error.message.includes("outside a request scope"))) throw error
  }
}

async function logFailure(error: unknown, requestId: string): Promise<void> {
  const shop = await getShop().catch(() => undefined)
  if (shop) shop.logger.error({ err: error, requestId }, "request failed")
  else console.error(error)
}

/**
 * Browsers send Origin with every POST. A missing or foreign one on a request that changes something is refused.
 * @throws StoreError FORBIDDEN
 */
export function requireSameOrigin(request: Pick<Request, "headers">, appOrigin: string): void {
  const origin = request.headers.get("origin")
  if (origin !== null && origin !== "null" && origin === appOrigin) return
  throw new StoreError("FORBIDDEN", "This form was not sent from the shop's own pages.", {
    userAction: "Open the page on the shop itself and try again.",
  })
}
