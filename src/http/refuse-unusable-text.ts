import { StoreError } from "../errors"

/**
 * Postgres keeps no NUL in a text and no half of a surrogate pair in JSON, so either one anywhere in a JSON value is
 * refused here, with the field that holds it.
 * @throws StoreError VALIDATION_ERROR
 */
export function refuseUnusableText(value: unknown): void {
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value, path: "" }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path } = next
    if (typeof next.value === "string") requireUsable(next.value, path)
    if (typeof next.value !== "object" || next.value === null) continue
    for (const [key, member] of Object.entries(next.value)) {
      requireUsable(key, path)
      waiting.push({ value: member, path: path ? `${path}.${key}` : key })
    }
  }
}

const HALF_A_PAIR = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

function requireUsable(text: string, field: string): void {
  const message = text.includes("\0")
    ? "The character U+0000 cannot stand in a text."
    : HALF_A_PAIR.test(text)
      ? "Half of a surrogate pair is no character."
      : undefined
  if (message === undefined) return
  throw new StoreError("VALIDATION_ERROR", `${field}: ${message}`, {
    details: { issues: [{ field, message }] },
  })
}
