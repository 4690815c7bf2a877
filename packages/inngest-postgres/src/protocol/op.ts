/** One operation an SDK reports. Only these fields are ever read or stored: never raw arguments. */
export interface Op {
  id: string
  op: string
  name: string
  displayName: string
  opts: Record<string, unknown>
  data: unknown
  error: unknown
  timing: { startedMs: number; endedMs: number } | null
}

/** The id of the pseudo step by which an SDK reports the run itself: sha1("complete"). */
export const RUN_STEP_ID = "0737c22d3bfae812339732d14d8c7dbd6dc4e09c"

/** Reads the operations of a 206 answer or a checkpoint. @throws Error when it is not a list of operations */
export function readOps(body: unknown): Op[] {
  const list = Array.isArray(body) ? body : [body]
  return list.map((item) => {
    if (!isObject(item) || typeof item.id !== "string" || typeof item.op !== "string") {
      throw new Error("The answer is not a list of Inngest operations with an id and an op.")
    }
    const displayName = text(item.displayName) || text(item.name) || item.id
    return {
      id: item.id,
      op: item.op,
      name: text(item.name),
      displayName: displayName.replaceAll("\u0000", ""),
      opts: isObject(item.opts) ? item.opts : {},
      data: item.data,
      error: item.error,
      timing: readTiming(item.timing),
    }
  })
}

/** The options worth keeping of an operation: what it is, never what it was given. */
export function keptOpts(op: Op): string | null {
  const kept: Record<string, unknown> = {}
  for (const name of ["type", "parallelMode", "timeout", "if", "function_id", "signal"]) {
    if (op.opts[name] !== undefined) kept[name] = op.opts[name]
  }
  return Object.keys(kept).length > 0 ? JSON.stringify(kept) : null
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function text(value: unknown): string {
  return typeof value === "string" ? value : ""
}

function readTiming(value: unknown): Op["timing"] {
  if (!isObject(value) || typeof value.a !== "number" || typeof value.b !== "number") return null
  // The SDK gives nanoseconds: when it began, and for how long it ran.
  return { startedMs: value.a / 1e6, endedMs: (value.a + value.b) / 1e6 }
}
