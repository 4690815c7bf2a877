import { headers } from "next/headers"
import { forbidden, notFound, redirect } from "next/navigation"
import { cache } from "react"
import { StoreError } from "../errors"
import type { Context } from "../store/context"
import { can, type Permission } from "../store/people/role"
import { getShop, type Shop } from "../wiring"
import { type RouteInput, route } from "./route"
import { actorOf, findOperator, type Operator, requirePermission } from "./session"

export interface Desk {
  readonly operator: Operator
  readonly shop: Shop
  /** Acts in the operator's name. */
  readonly ctx: Context
  readonly can: (permission: Permission) => boolean
}

/** Whoever is signed in, or nobody. One look-up per request, however many components ask. */
export const currentOperator = cache(async (): Promise<Operator | undefined> => {
  const sent = await headers()
  return findOperator(await getShop(), new Headers(sent))
})

/**
 * The guard of a desk page, and its first line: strangers go to the sign-in page and come back to `path`; roles
 * without the permission get a 403.
 */
export async function openDesk(permission: Permission, path = "/admin"): Promise<Desk> {
  const operator = await currentOperator()
  if (!operator) redirect(`/sign-in?next=${encodeURIComponent(path)}`)
  if (!can(operator.role, permission)) forbidden()
  return deskOf(await getShop(), operator)
}

/** The guard of a desk route, such as a CSV: 401 without a session, 403 for other roles, the verb's context otherwise. */
export function deskRoute<Params = Record<string, never>>(
  permission: Permission,
  handler: (input: RouteInput<Params> & Desk) => Promise<Response>,
) {
  return route<Params>("admin", async (input) => {
    const operator = requirePermission(await findOperator(input.shop, input.request.headers), permission)
    const response = await handler({ ...input, ...deskOf(input.shop, operator) })
    response.headers.set("cache-control", "no-store")
    return response
  })
}

/** For an address that people open: a stranger goes to the sign-in page and comes back. */
export function orSignIn<Context>(
  handler: (request: Request, context: Context) => Promise<Response>,
): typeof handler {
  return async (request, context) => {
    const response = await handler(request, context)
    if (response.status !== 401) return response
    const { pathname, search } = new URL(request.url)
    const location = `/sign-in?next=${encodeURIComponent(pathname + search)}`
    return new Response(null, { status: 307, headers: { location, "cache-control": "no-store" } })
  }
}

export function deskOf(shop: Shop, operator: Operator): Desk {
  return {
    operator,
    shop,
    ctx: shop.contextFor(actorOf(operator)),
    can: (permission) => can(operator.role, permission),
  }
}

/** What a desk page is about; a page of nothing when there is no such thing. */
export async function foundOr404<Thing>(thing: Promise<Thing>): Promise<Thing> {
  try {
    return await thing
  } catch (error) {
    if (error instanceof StoreError && error.type === "NOT_FOUND") notFound()
    throw error
  }
}
