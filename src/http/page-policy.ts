import { createHash } from "node:crypto"

/**
 * What a page may load, for every kind of content but scripts. Which scripts may run differs: cached pages name the
 * hashes of their own (page-cache.mjs), pages made for one request carry a nonce (src/proxy.ts), and what is no page
 * runs none. Without a default, because two policies on one answer both apply.
 * @see https://www.w3.org/TR/CSP3/#multiple-policies
 */
export const PAGE_POLICY = [
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  // Checkout and sign-in forms are answered with a redirect to the provider, which counts as their target.
  "form-action 'self' https://checkout.stripe.com https://accounts.google.com",
  "connect-src 'self'",
  "font-src 'self'",
  "frame-src 'self'",
  // A product's picture may stand anywhere, by https.
  "img-src 'self' https:",
  "manifest-src 'self'",
  "media-src 'none'",
  "style-src 'self'",
  "worker-src 'none'",
].join("; ")

/** The whole policy of a page that is made for one request: only scripts that carry its nonce run. */
export function noncePolicy(nonce: string): string {
  return `default-src 'none'; script-src 'self' 'nonce-${nonce}'; ${PAGE_POLICY}`
}

/** Of an answer that is no page, whatever a browser takes it for. */
export const DATA_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** On every answer, page or not. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "cross-origin-opener-policy": "same-origin",
  "x-frame-options": "DENY",
}

/**
 * Of a document that runs nothing and brings its own styles: exactly those, by their hashes.
 * @param framedBy `'self'` when a page of the shop shows it in a frame
 */
export function documentPolicy(html: string, framedBy: "'none'" | "'self'" = "'none'"): string {
  const sheets = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css = ""]) => css)
  const attributes = [...html.matchAll(/\sstyle="([^"]*)"/g)].map(([, css = ""]) => plain(css))
  const hashes = [...new Set([...sheets, ...attributes])].map(hashSource)
  const styles = attributes.length > 0 ? ["'unsafe-hashes'", ...hashes] : hashes
  return [
    "default-src 'none'",
    `style-src ${styles.join(" ") || "'none'"}`,
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framedBy}`,
  ].join("; ")
}

/** Browsers hash an attribute's value, not how it is written. */
function plain(attribute: string): string {
  return attribute
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
}

function hashSource(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`
}
