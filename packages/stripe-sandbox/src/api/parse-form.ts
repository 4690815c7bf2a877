import { ApiError } from "./api-error"

/** A parameter as received: `a[b][0]=c` is `{a: {b: {0: "c"}}}`. Objects have no prototype. */
export type Raw = string | RawObject
export interface RawObject {
  [key: string]: Raw
}

const MOST_PARAMETERS = 5_000
const DEEPEST = 8

/** Stripe's form encoding with nested brackets (docs.stripe.com/api, "form-encoded request bodies"). */
export function parseForm(pairs: URLSearchParams): RawObject {
  const root: RawObject = Object.create(null)
  let count = 0
  for (const [name, value] of pairs) {
    if (++count > MOST_PARAMETERS) throw new ApiError(`More than ${MOST_PARAMETERS} parameters.`)
    assign(root, keysOf(name), value, name)
  }
  return root
}

function keysOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name)
  if (!match?.[1]) throw new ApiError(`Invalid parameter name: ${name}`, { param: name })
  const nested = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((bracket) => bracket[1] ?? "")
  if (nested.length > DEEPEST) throw new ApiError(`Parameter nested too deeply: ${name}`, { param: name })
  return [match[1], ...nested]
}

function assign(root: RawObject, keys: string[], value: string, name: string): void {
  let target = root
  for (const [index, key] of keys.entries()) {
    // `expand[]=a&expand[]=b` appends.
    const slot = key === "" ? String(Object.keys(target).length) : key
    if (index === keys.length - 1) {
      target[slot] = value
      return
    }
    target[slot] ??= Object.create(null) as RawObject
    const next = target[slot]
    if (typeof next === "string") throw new ApiError(`Invalid object: ${name}`, { param: name })
    target = next
  }
}
