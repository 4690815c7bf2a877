import { randomBytes } from "node:crypto"
import { type NextRequest, NextResponse } from "next/server"
import { readProduction } from "./env"
import { noncePolicy } from "./http/page-policy"

/**
 * Gives every page that is made for one request a nonce. Next finds it in the request's policy and puts it on the
 * scripts it writes. It guards nothing: pages, routes and actions do that themselves.
 * @see https://nextjs.org/docs/app/guides/content-security-policy
 */
export function proxy(request: NextRequest): NextResponse {
  // The development server writes styles and evaluates code of its own, which the policy is there to forbid.
  if (!readProduction()) return NextResponse.next()
  const policy = noncePolicy(randomBytes(16).toString("base64"))
  const headers = new Headers(request.headers)
  headers.set("content-security-policy", policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set("content-security-policy", policy)
  return response
}

/** All but the pages that are cached, which have their scripts' hashes, the engine's pages, which bring their own policy, and what is no page. */
export const config = {
  matcher: [
    "/((?!_next/|api/|sandbox/|engine(?:/|$)|fonts/|products/[^/]+$|admin/(?:outbox|letters)/[^/]+/letter$|.+\\.(?:png|svg|ico)$).+)",
  ],
}
