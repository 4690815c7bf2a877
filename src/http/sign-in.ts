import { authOf, type SignInShop } from "./auth"
import { addressOf } from "./peer-address"

/**
 * Hands a form's sign-in to the sign-in service as the request it would get from its own client, so that its
 * origin check and rate limits count.
 */
export async function askAuth(
  shop: SignInShop,
  request: Request,
  path: string,
  body: object,
): Promise<Response> {
  const headers = new Headers(request.headers)
  headers.delete("content-length")
  headers.set("content-type", "application/json")
  // The service believes the first address it is told, which is the caller's own word.
  const address = addressOf(request)
  if (address) headers.set("x-forwarded-for", address.replace("/64", ""))
  return authOf(shop).handler(
    new Request(`${shop.config.appOrigin}/api/auth${path}`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    }),
  )
}

/** After a sign-in form: to the page, with the cookies that the service has set. */
export function seeOther(location: string, answered?: Response): Response {
  const headers = new Headers({ location, "cache-control": "no-store" })
  for (const cookie of answered?.headers.getSetCookie() ?? []) headers.append("set-cookie", cookie)
  return new Response(null, { status: 303, headers })
}
