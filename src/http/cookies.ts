/**
 * In front of a cookie's name, so that no other host of the domain can have set it.
 * @see https://www.rfc-editor.org/rfc/rfc6265bis#section-4.1.3.2
 */
const OWN_HOST = "__Host-"

/**
 * The request's cookies, by their names without prefix; the prefixed one counts where there are both. A repeated
 * name keeps its first value, as browsers send the most specific path first.
 */
export function readCookies(request: Request): Map<string, string> {
  const sent = new Map<string, string>()
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [name = "", ...rest] = pair.split("=")
    if (!sent.has(name.trim())) sent.set(name.trim(), safeDecode(rest.join("=").trim()))
  }
  const own = [...sent].filter(([name]) => name.startsWith(OWN_HOST))
  return new Map([...sent, ...own.map(([name, value]) => [name.slice(OWN_HOST.length), value] as const)])
}

/** The same for one cookie, where Next has read them. */
export function findCookie(
  jar: { get(name: string): { readonly value: string } | undefined },
  name: string,
): string | undefined {
  return (jar.get(`${OWN_HOST}${name}`) ?? jar.get(name))?.value
}

/** A Set-Cookie value: httpOnly and SameSite=Lax always, Secure and of this host alone where the shop has https. */
export function setCookie(
  name: string,
  value: string,
  options: { readonly appOrigin: string; readonly maxAgeSeconds: number },
): string {
  const cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${options.maxAgeSeconds}; HttpOnly; SameSite=Lax`
  return options.appOrigin.startsWith("https:") ? `${OWN_HOST}${cookie}; Secure` : cookie
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ""
  }
}
