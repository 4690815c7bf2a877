import { documentPolicy } from "./page-policy"

/** A letter as its reader would see it, for a frame on a page of the desk: it runs nothing and reaches nothing. */
export function letterResponse(html: string): Response {
  return new Response(html, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": `${documentPolicy(html, "'self'")}; sandbox allow-popups allow-popups-to-escape-sandbox`,
    },
  })
}
