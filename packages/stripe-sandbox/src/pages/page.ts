import { parseUrl } from "../parse-url"
import { Html, html } from "./html"
import { STYLES, STYLES_HASH } from "./styles"

/** A whole page. It runs no script and loads nothing but the pictures of the products. */
export function page(options: {
  status: number
  title: string
  body: Html
  /** Addresses that the page's form may lead to, besides this one: the redirect after it counts as well. */
  formTargets?: readonly (string | null)[]
  images?: readonly string[]
}): Response {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${options.title}</title>
<style>${new Html(STYLES)}</style>
</head>
<body>
<header class="banner"><strong>Test mode sandbox.</strong> No real payment: nothing on this page is ever charged.</header>
${options.body}
</body>
</html>
`
  const origins = (urls: readonly (string | null)[] = []) =>
    [...new Set(urls.map((url) => (url === null ? undefined : parseUrl(url)?.origin)))]
      .filter((origin) => origin !== undefined && origin !== "null")
      .join(" ")
  return new Response(document.markup, {
    status: options.status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": [
        "default-src 'none'",
        `style-src ${STYLES_HASH}`,
        `img-src 'self' ${origins(options.images)}`.trim(),
        `form-action 'self' ${origins(options.formTargets)}`.trim(),
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
      "cache-control": "no-store",
      // `same-origin`, not `no-referrer`: with that, browsers send `Origin: null` with the form.
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex",
    },
  })
}
