import { StoreError } from "../errors"
import { refuseUnusableText } from "./refuse-unusable-text"

/**
 * The body as text, read no further than `maxBytes`.
 * @throws StoreError PAYLOAD_TOO_LARGE
 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () =>
    new StoreError("PAYLOAD_TOO_LARGE", `The body is larger than ${maxBytes} bytes.`, {
      details: { maxBytes },
    })
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

/**
 * The body as JSON.
 * @throws StoreError PARSE_ERROR, PAYLOAD_TOO_LARGE; VALIDATION_ERROR for a text that no database takes
 */
export async function readJson(request: Request, maxBytes = 64 * 1024): Promise<unknown> {
  const value = parseJson(await readText(request, maxBytes))
  refuseUnusableText(value)
  return value
}

/** @throws StoreError PARSE_ERROR */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new StoreError("PARSE_ERROR", "The body is not well-formed JSON.", { cause })
  }
}

/** The body of an HTML form. Files are not read here. */
export async function readForm(request: Request, maxBytes = 16 * 1024): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request, maxBytes))
}
