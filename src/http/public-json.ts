/** A document for everyone, scripts of other sites included. */
export function publicJson(value: unknown): Response {
  return Response.json(value, {
    headers: { "access-control-allow-origin": "*", "cache-control": "public, max-age=300" },
  })
}
