import { z } from "zod"

/** One change to valid arguments that their schema does not allow. */
export interface WrongShape {
  /** Such as `items.quantity is null`. */
  readonly title: string
  /** The last name on the way to what is wrong. */
  readonly field: string
  readonly args: unknown
}

/** JSON Schema, as much of it as zod writes. */
interface Schema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | object
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
}

type Path = readonly (string | number)[]

/**
 * Every way in which the arguments can miss their schema by one step: what is required left out, each other type of
 * JSON, one below and one above each limit, lists of 10,000, properties that do not exist, at every depth.
 */
export function wrongShapesOf(input: z.ZodType, valid: Record<string, unknown>): WrongShape[] {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as Schema
  return shapesAt(schema, valid, [], valid)
}

function shapesAt(schema: Schema, value: unknown, path: Path, valid: object): WrongShape[] {
  const wrong = Object.entries(wrongValues(schema, value)).map(([how, bad]) =>
    path.length === 0 ? undefined : shape(valid, path, how, () => bad),
  )
  const inner = schema.type === "object" ? objectShapes(schema, value, path, valid) : []
  const [element] = Array.isArray(value) ? value : []
  const members =
    schema.items && element !== undefined ? shapesAt(schema.items, element, [...path, 0], valid) : []
  return [...wrong.filter((one) => one !== undefined), ...inner, ...members]
}

function objectShapes(schema: Schema, value: unknown, path: Path, valid: object): WrongShape[] {
  const object = (value ?? {}) as Record<string, unknown>
  const properties = Object.entries(schema.properties ?? {})
  const missing = (schema.required ?? []).map((name) => {
    const { [name]: gone, ...rest } = object
    return { ...shape(valid, path, `is missing ${name}`, () => rest), field: name }
  })
  const unknown = ["unheardOf", "constructor"].map((name) => ({
    ...shape(valid, path, `has a property ${name}`, () => ({ ...object, [name]: { polluted: true } })),
    field: name,
  }))
  return [
    ...missing,
    ...(schema.additionalProperties === false ? unknown : []),
    ...properties.flatMap(([name, property]) => shapesAt(property, object[name], [...path, name], valid)),
  ]
}

/** Values that the schema does not allow, by what is wrong with them. */
function wrongValues(schema: Schema, value: unknown): Record<string, unknown> {
  const candidates: Record<string, unknown> = {
    "is null": null,
    "is a truth": true,
    "is a number": 7,
    "is a text": "some text",
    "is a list": [],
    "is an object": {},
    "is empty": "",
    "is a list of 10,000": Array.from({ length: 10_000 }, () => (Array.isArray(value) ? value[0] : value)),
    "is a fraction": 1.5,
    "is huge": Number.MAX_VALUE,
    "is hugely negative": -Number.MAX_VALUE,
    "is past what is exact": 2 ** 53,
    "is too small": (schema.minimum ?? 0) - 1,
    "is too large": (schema.maximum ?? Number.MAX_SAFE_INTEGER) + 1,
    "is too long": "x".repeat((schema.maxLength ?? 100_000) + 1),
    "holds a NUL": "\u0000",
    "holds half a character": "\ud800",
    "is nested 500 deep": nested(500),
  }
  return Object.fromEntries(Object.entries(candidates).filter(([, candidate]) => !allows(schema, candidate)))
}

function allows(schema: Schema, value: unknown): boolean {
  if (typeof value === "string" && /[\0\ud800]/.test(value)) return false
  if (schema.anyOf) return schema.anyOf.some((alternative) => allows(alternative, value))
  if (schema.const !== undefined) return schema.const === value
  if (schema.enum) return schema.enum.includes(value)
  switch (schema.type) {
    case "string":
      return (
        typeof value === "string" &&
        value.length >= (schema.minLength ?? 0) &&
        value.length <= (schema.maxLength ?? Number.POSITIVE_INFINITY) &&
        (schema.pattern === undefined || new RegExp(schema.pattern).test(value))
      )
    case "integer":
    case "number":
      return (
        typeof value === "number" &&
        (schema.type === "number" || Number.isSafeInteger(value)) &&
        value >= (schema.minimum ?? Number.NEGATIVE_INFINITY) &&
        value <= (schema.maximum ?? Number.POSITIVE_INFINITY)
      )
    case "boolean":
      return typeof value === "boolean"
    case "null":
      return value === null
    case "array":
      return (
        Array.isArray(value) &&
        value.length >= (schema.minItems ?? 0) &&
        value.length <= (schema.maxItems ?? Number.POSITIVE_INFINITY)
      )
    case "object":
      return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        (schema.required ?? []).every((name) => name in value)
      )
    default:
      return true
  }
}

function nested(depth: number): unknown {
  let value: unknown = []
  for (let level = 0; level < depth; level++) value = [value]
  return value
}

function shape(valid: object, path: Path, how: string, change: () => unknown): WrongShape {
  const field = path.filter((step) => typeof step === "string").at(-1) ?? ""
  return { title: `${path.join(".") || "the whole"} ${how}`, field, args: replaced(valid, path, change()) }
}

function replaced(value: unknown, [step, ...rest]: Path, by: unknown): unknown {
  if (step === undefined) return by
  if (Array.isArray(value))
    return value.map((member, index) => (index === step ? replaced(member, rest, by) : member))
  const object = value as Record<string, unknown>
  return { ...object, [step]: replaced(object[step], rest, by) }
}
