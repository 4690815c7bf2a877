import canonicalize from "canonicalize"

/** RFC 8785 text of a JSON value: what is stored, sent and signed. `undefined` becomes `null`. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? "null"
}
