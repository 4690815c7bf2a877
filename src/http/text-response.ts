/** A generated document that may be a minute old. */
export function textResponse(contentType: string, body: string): Response {
  return new Response(body, {
    headers: { "content-type": `${contentType}; charset=utf-8`, "cache-control": "public, max-age=60" },
  })
}
