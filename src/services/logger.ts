import pino from "pino"

export type Logger = pino.Logger

/**
 * Structured logs on standard output. Callers log ids, counts and error types; of errors only the kind and the
 * stack are written, since a message from outside may quote what was sent.
 */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError, error: describeError },
  })
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error }
  const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "))
  return {
    type: error.name,
    ...("type" in error && typeof error.type === "string" ? { code: error.type } : {}),
    stack: frames.slice(0, 12).join("\n"),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}
