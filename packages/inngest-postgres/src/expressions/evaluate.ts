import { Environment } from "@marcbachmann/cel-js"

type Compiled = (context: Record<string, unknown>) => unknown

const environment = new Environment({ unlistedVariablesAreDyn: true, enableOptionalTypes: true })
const compiled = new Map<string, Compiled>()

/** Compiles a CEL expression, once per text. @throws Error naming the expression when it does not parse */
export function compileExpression(expression: string): Compiled {
  const known = compiled.get(expression)
  if (known) return known
  let program: Compiled
  try {
    program = environment.parse(expression) as unknown as Compiled
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error)
    throw new Error(`The expression "${expression}" is not valid CEL: ${reason}`)
  }
  compiled.set(expression, program)
  return program
}

/** An optional expression of a configuration. @throws Error when it is there and does not parse */
export function readExpression(raw: unknown): string | null {
  if (raw === undefined || raw === null || raw === "") return null
  if (typeof raw !== "string") throw new Error("an expression is not a text.")
  compileExpression(raw)
  return raw
}

/**
 * Whether a condition holds. A missing field makes it false, as on Inngest; cel-js throws there.
 */
export function holds(expression: string | undefined | null, context: Record<string, unknown>): boolean {
  if (!expression) return true
  try {
    return compileExpression(expression)(context) === true
  } catch {
    return false
  }
}

/** The value of a key expression as text; a missing field gives the empty key. */
export function keyOf(expression: string, context: Record<string, unknown>): string {
  try {
    const value = compileExpression(expression)(context)
    return typeof value === "bigint" ? value.toString() : (JSON.stringify(value) ?? "")
  } catch {
    return ""
  }
}

/** The value of a number expression, or `fallback` when it has none. */
export function numberOf(expression: string, context: Record<string, unknown>, fallback: number): number {
  try {
    const value = Number(compileExpression(expression)(context))
    return Number.isFinite(value) ? value : fallback
  } catch {
    return fallback
  }
}
