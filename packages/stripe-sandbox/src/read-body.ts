/** A request's body as text, read no further than `most` bytes. */
export async function readBody(request: Request, most: number): Promise<string | "too large"> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return "too large"
  if (!request.body) return ""
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > most) return "too large"
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}
