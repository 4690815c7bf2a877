import { StoreError } from "../errors"

/**
 * Postgres keeps no NUL in a text, so one anywhere in a JSON value is refused here, with the field that holds it.
 * @throws StoreError VALIDATION_ERROR
 */
export function refuseNul(value: unknown): void {
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value, path: "" }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { path } = next
    if (typeof next.value === "string" && next.value.includes("\0")) throw unusable(path)
    if (typeof next.value !== "object" || next.value === null) continue
    for (const [key, member] of Object.entries(next.value)) {
      if (key.includes("\0")) throw unusable(path)
      waiting.push({ value: member, path: path ? `${path}.${key}` : key })
    }
  }
}

function unusable(field: string): StoreError {
  const message = "The character U+0000 cannot stand in a text."
  return new StoreError("VALIDATION_ERROR", `${field}: ${message}`, {
    details: { issues: [{ field, message }] },
  })
}
