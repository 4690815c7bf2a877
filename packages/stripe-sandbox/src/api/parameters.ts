import { parseUrl } from "../parse-url"
import { ApiError } from "./api-error"
import type { Raw, RawObject } from "./parse-form"

/**
 * Turns one parameter as received into its value, or throws Stripe's error for it.
 * `path` is the parameter's full name, as `line_items[0][quantity]`.
 */
export type Reader<T> = (raw: Raw | undefined, path: string) => T
export type Shape<T> = { [K in keyof T]: Reader<T[K]> }

const LONGEST_TEXT = 5_000

/** An object with exactly these keys; any other is `parameter_unknown`. */
export function record<T extends object>(shape: Shape<T>): Reader<T | undefined> {
  return (raw, path) => (raw === undefined ? undefined : readShape(shape, asObject(raw, path), path))
}

/** The same at the top level, where nothing given means an empty object. */
export function readShape<T extends object>(shape: Shape<T>, raw: RawObject, path = ""): T {
  for (const key of Object.keys(raw)) {
    if (Object.hasOwn(shape, key)) continue
    const param = nest(path, key)
    throw new ApiError(`Received unknown parameter: ${param}`, { code: "parameter_unknown", param })
  }
  const value = {} as T
  for (const key in shape) value[key] = shape[key](raw[key], nest(path, key))
  return value
}

export function list<T>(item: Reader<T | undefined>, most = 100): Reader<T[] | undefined> {
  return (raw, path) => {
    if (raw === undefined || raw === "") return undefined
    if (typeof raw === "string") throw new ApiError("Invalid array", { param: path })
    const keys = Object.keys(raw)
    if (keys.some((key) => !/^\d+$/.test(key))) throw new ApiError("Invalid array", { param: path })
    if (keys.length > most)
      throw new ApiError(`Array ${path} exceeded maximum ${most} allowed elements.`, { param: path })
    return keys
      .sort((a, b) => Number(a) - Number(b))
      .map((key) => item(raw[key], nest(path, key)))
      .filter((one) => one !== undefined)
  }
}

export function required<T>(reader: Reader<T | undefined>): Reader<T> {
  return (raw, path) => {
    const value = reader(raw, path)
    if (value !== undefined) return value
    throw new ApiError(`Missing required param: ${path}.`, { code: "parameter_missing", param: path })
  }
}

export function text(most = LONGEST_TEXT): Reader<string | undefined> {
  return (raw, path) => {
    if (raw === undefined) return undefined
    if (typeof raw !== "string") throw new ApiError("Invalid string", { param: path })
    if (raw === "") {
      throw new ApiError(
        `You passed an empty string for '${path}'. We assume empty values are an attempt to unset a parameter; ` +
          `however '${path}' cannot be unset. You should remove '${path}' from your request or supply a non-empty value.`,
        { code: "parameter_invalid_empty", param: path },
      )
    }
    if (raw.length > most) {
      throw new ApiError(`Invalid string: must be at most ${most} characters`, {
        code: "parameter_invalid_string",
        param: path,
      })
    }
    return raw
  }
}

export function oneOf<const T extends string>(...options: T[]): Reader<T | undefined> {
  return (raw, path) => {
    const value = text()(raw, path)
    const found = options.find((option) => option === value)
    if (value === undefined || found) return found
    throw new ApiError(`Invalid ${path}: must be one of ${options.join(", ")}`, { param: path })
  }
}

export function integer(least = 0, most = 99_999_999): Reader<number | undefined> {
  return (raw, path) => {
    const value = text()(raw, path)
    if (value === undefined) return undefined
    if (!/^-?\d{1,15}$/.test(value)) {
      throw new ApiError(`Invalid integer: ${value}`, { code: "parameter_invalid_integer", param: path })
    }
    if (Number(value) < least) {
      throw new ApiError(`This value must be greater than or equal to ${least}.`, {
        code: "parameter_invalid_integer",
        param: path,
      })
    }
    if (Number(value) > most) {
      throw new ApiError(`This value must be less than or equal to ${most}.`, {
        code: "parameter_invalid_integer",
        param: path,
      })
    }
    return Number(value)
  }
}

/** Unix seconds. */
export const timestamp: Reader<number | undefined> = integer(0, 99_999_999_999)

export const flag: Reader<boolean | undefined> = (raw, path) => {
  const value = text()(raw, path)
  if (value === undefined) return undefined
  if (value === "true" || value === "false") return value === "true"
  throw new ApiError(`Invalid boolean: ${value}`, { param: path })
}

export const currency: Reader<string | undefined> = (raw, path) => {
  const value = text()(raw, path)?.toLowerCase()
  if (value === undefined || /^[a-z]{3}$/.test(value)) return value
  throw new ApiError(`Invalid currency: ${value}. Use a three-letter ISO code in lower case, such as usd.`, {
    param: path,
  })
}

export const url: Reader<string | undefined> = (raw, path) => {
  const value = text()(raw, path)
  if (value === undefined) return undefined
  // The template is not a legal part of a host or port but is one of a path or query.
  const parsed = parseUrl(value.replaceAll("{CHECKOUT_SESSION_ID}", "cs"))
  if (parsed?.protocol === "https:" || parsed?.protocol === "http:") return value
  throw new ApiError("Not a valid URL", { code: "url_invalid", param: path })
}

export const email: Reader<string | undefined> = (raw, path) => {
  const value = text(512)(raw, path)
  if (value === undefined || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) return value
  throw new ApiError(`Invalid email address: ${value}`, { code: "email_invalid", param: path })
}

/** Up to 50 keys of 40 characters with values of 500 (docs.stripe.com/api/metadata). An empty value unsets its key. */
export const metadata: Reader<Record<string, string> | undefined> = (raw, path) => {
  if (raw === undefined) return undefined
  if (raw === "") return {}
  const value: Record<string, string> = {}
  for (const [key, entry] of Object.entries(asObject(raw, path))) {
    if (typeof entry !== "string")
      throw new ApiError("Metadata values must be strings.", { param: nest(path, key) })
    if (key.length > 40) {
      throw new ApiError(
        `Metadata keys can have up to 40 characters, but you passed in a key with ${key.length}.`,
        {
          param: path,
        },
      )
    }
    if (entry.length > 500) {
      throw new ApiError(
        `Metadata values can have up to 500 characters, but you passed in a value that is ${entry.length} characters. Invalid value: ${entry.slice(0, 20)}…`,
        { param: path },
      )
    }
    if (entry !== "") value[key] = entry
  }
  if (Object.keys(value).length > 50) throw new ApiError("Metadata can have up to 50 keys.", { param: path })
  return value
}

/** What Stripe knows and the sandbox does not do: refused in words instead of ignored. */
export const unsupported: Reader<undefined> = (raw, path) => {
  if (raw === undefined) return undefined
  throw new ApiError(
    `The Stripe sandbox does not implement \`${path}\`. Remove it, or use a Stripe test account.`,
    {
      code: "sandbox_unsupported",
      param: path,
    },
  )
}

function asObject(raw: Raw, path: string): RawObject {
  if (typeof raw === "object") return raw
  throw new ApiError("Invalid object", { param: path })
}

function nest(path: string, key: string): string {
  return path === "" ? key : `${path}[${key}]`
}
