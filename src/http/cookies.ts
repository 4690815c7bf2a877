/** The request's cookies. A repeated name keeps its first value, as browsers send the most specific path first. */
export function readCookies(request: Request): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (request.headers.get("cookie") ?? "").split(";")) {
    const [name = "", ...rest] = pair.split("=")
    if (!cookies.has(name.trim())) cookies.set(name.trim(), safeDecode(rest.join("=").trim()))
  }
  return cookies
}

/** A Set-Cookie value: httpOnly and SameSite=Lax always, Secure wherever the shop is served over https. */
export function setCookie(
  name: string,
  value: string,
  options: { readonly appOrigin: string; readonly maxAgeSeconds: number; readonly path?: string },
): string {
  const secure = options.appOrigin.startsWith("https:") ? "; Secure" : ""
  return `${name}=${encodeURIComponent(value)}; Path=${options.path ?? "/"}; Max-Age=${options.maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ""
  }
}
